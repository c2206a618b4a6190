"""Drafts that this process saved last, so that their submission need not read them again."""

from collections import OrderedDict

from services.intake.ports import Found

KEPT = 3000
"""Some 10 KB each."""


class RecentDrafts:
    """The newest version that this process knows of; another process may have saved a newer one."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._drafts: OrderedDict[str, Found] = OrderedDict()

    def get(self, identity: str) -> Found | None:
        """The draft as it was saved here last, unless it was forgotten."""
        return self._drafts.get(identity)

    def note(self, found: Found) -> None:
        """Remembers a draft that was just saved; forgets what is no draft any more."""
        identity = found.application.id
        self._drafts.pop(identity, None)
        if found.application.submission is not None:
            return
        self._drafts[identity] = found
        if len(self._drafts) > self._kept:
            self._drafts.popitem(last=False)
