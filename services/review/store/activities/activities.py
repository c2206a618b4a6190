"""Activities, a journal record each."""

from collections.abc import Sequence
from datetime import datetime

from services.review.domain.activities.activity import Activity, ActivityStep
from services.review.ports import Held
from shared.journal import Journal, Loaded, Revision, Save
from shared.mongo import Document


class MongoActivities:
    """A journal record an activity."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.journal.collection.create_index([("programme", 1), ("round", 1)])

    async def plan(self, step: ActivityStep, at: datetime) -> None:
        """Saves a new activity; raises AlreadyExists for one of this id."""
        activity = step.activity
        await self.journal.create(activity.id, _to_document(activity), step.events, at=at)

    async def get(self, activity_id: str) -> Held[Activity] | None:
        """The activity of this id."""
        loaded = await self.journal.load(activity_id)
        return None if loaded is None else _held(loaded)

    async def of_round(self, programme: str, round_id: str) -> Sequence[Activity]:
        """The activities of a round, the first held first."""
        of_round = {"programme": programme, "round": round_id}
        order = [("held_on", 1), ("declared", 1), ("number", 1)]
        return [_held(each).record async for each in self.journal.find(of_round, sort=order)]

    async def ids_of(self, programme: str) -> Sequence[str]:
        """The ids of all activities of a programme, the first held first."""
        found = self.journal.find({"programme": programme}, sort=[("held_on", 1), ("_id", 1)])
        return [each.key async for each in found]

    async def save(self, held: Held[Activity], step: ActivityStep, at: datetime) -> None:
        """Raises StaleWrite when the activity has moved on."""
        activity, revision = step.activity, held.revision
        assert isinstance(revision, Revision)
        save = Save(activity.id, _to_document(activity), revision, step.events)
        await self.journal.save(save, at=at)


def _to_document(activity: Activity) -> Document:
    return activity.model_dump(exclude={"id"})


def _held(loaded: Loaded) -> Held[Activity]:
    return Held(Activity.model_validate({"id": loaded.key, **loaded.state}), loaded.revision)
