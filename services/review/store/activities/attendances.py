"""Who took part in activities, a journal record each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.review.domain.activities.attendance import Attendance, AttendanceStep
from services.review.ports import Held
from shared.journal import Journal, Loaded, Revision, Save
from shared.mongo import Document, aggregated


class MongoAttendances:
    """A journal record a participant of an activity."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.journal.collection.create_index([("activity", 1), ("_id", 1)])

    async def get(self, attendance_id: str) -> Held[Attendance] | None:
        """The attendance of this id."""
        loaded = await self.journal.load(attendance_id)
        return None if loaded is None else _held(loaded)

    async def save(self, held: Held[Attendance] | None, step: AttendanceStep, at: datetime) -> None:
        """Saves a new or changed one; raises AlreadyExists or StaleWrite when it has moved on."""
        attendance = step.attendance
        if held is None:
            document = _to_document(attendance)
            await self.journal.create(attendance.id, document, step.events, at=at)
            return
        assert isinstance(held.revision, Revision)
        save = Save(attendance.id, _to_document(attendance), held.revision, step.events)
        await self.journal.save(save, at=at)

    async def page_of(self, activity_id: str, after: str, limit: int) -> Sequence[Attendance]:
        """Those of an activity after an id, in the order of their ids."""
        query = {"activity": activity_id, "_id": {"$gt": after}}
        found = self.journal.find(query, sort=[("_id", 1)], limit=limit)
        return [_held(each).record async for each in found]

    async def counts_of(self, activity_ids: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """By activity and role how many took part."""
        counted = await aggregated(
            self.journal.collection,
            [
                {"$match": {"activity": {"$in": list(activity_ids)}}},
                {"$unwind": "$roles"},
                {"$group": {"_id": {"activity": "$activity", "role": "$roles"}, "n": {"$sum": 1}}},
            ],
        )
        found: dict[str, dict[str, int]] = defaultdict(dict)
        async for each in counted:
            found[each["_id"]["activity"]][each["_id"]["role"]] = each["n"]
        return found


def _to_document(attendance: Attendance) -> Document:
    return attendance.model_dump(exclude={"id"})


def _held(loaded: Loaded) -> Held[Attendance]:
    return Held(Attendance.model_validate({"id": loaded.key, **loaded.state}), loaded.revision)
