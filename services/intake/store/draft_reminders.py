"""Reminders of drafts as records that keep their own events.

A draft itself tells none, so that it can be deleted.
"""

from collections.abc import Sequence
from datetime import datetime

from shared.contracts.drafts import CallClosing, DraftDeleted
from shared.errors import AlreadyExists, StaleWrite
from shared.journal import Journal, Save

COLLECTION = "draft_reminders"


class MongoDraftReminders:
    """One document a draft, with the moments for which it was reminded of.

    Its key is not that of the application: two streams of one key would have the same event ids.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def remind(
        self, draft: str, moment: datetime, closing: CallClosing, *, at: datetime
    ) -> bool:
        """Notes the reminder of this moment with its event in one write; False if it was before.

        Raises StaleWrite when somebody was quicker.
        """
        key = _key(draft)
        loaded = await self._journal.load(key)
        if loaded is None:
            try:
                await self._journal.create(key, {"moments": [moment]}, (closing,), at=at)
            except AlreadyExists as error:
                raise StaleWrite("draft") from error
            return True
        moments = loaded.state["moments"]
        if moment in moments:
            return False
        state = {"moments": [*moments, moment]}
        await self._journal.save(Save(key, state, loaded.revision, (closing,)), at=at)
        return True

    async def moments(self, draft: str) -> Sequence[datetime]:
        """The moments for which its enterprise was reminded of a draft, whatever became of it."""
        loaded = await self._journal.load(_key(draft))
        return () if loaded is None else tuple(loaded.state["moments"])

    async def end(self, draft: str, deleted: DraftDeleted, *, at: datetime) -> None:
        """Tells that a draft is gone, if its enterprise was ever reminded of it."""
        loaded = await self._journal.load(_key(draft))
        if loaded is None or loaded.state.get("deleted"):
            return
        save = Save(loaded.key, {**loaded.state, "deleted": True}, loaded.revision, (deleted,))
        await self._journal.save(save, at=at)


def _key(draft: str) -> str:
    return f"draft-{draft}"
