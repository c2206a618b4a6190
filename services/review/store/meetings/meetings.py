"""Meetings, saved together with their agendas."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Meeting, MeetingStep
from services.review.ports import Held, HeldMeeting
from shared.errors import StaleWrite
from shared.journal import Journal, Loaded, Revision, Save
from shared.mongo import BulkWriteError, Database, DeleteOne, Document, ReplaceOne, Session
from shared.mongo_transaction import in_transaction

AT_ONCE = 1000


class MongoMeetings:
    """A journal record a meeting; beside them one document an item of an agenda.

    `open` items are on the agenda of a meeting that is not over, of which there is one a case.
    """

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self.journal = journal
        self._items = database["agenda_items"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.journal.collection.create_index([("programme", 1), ("round", 1)])
        await self.journal.collection.create_index("state")
        await self._items.create_index([("meeting", 1), ("no", 1)], unique=True)
        await self._items.create_index([("meeting", 1), ("open", 1), ("no", 1)])
        await self._items.create_index(
            "application", unique=True, partialFilterExpression={"open": True}
        )

    async def plan(self, meeting: Meeting, agenda: Sequence[AgendaItem], at: datetime) -> None:
        """Saves a new meeting with its agenda in one transaction.

        Raises AlreadyExists, and StaleWrite for a case that another agenda has by now.
        """

        async def work(session: Session) -> None:
            await self.journal.create(meeting.id, _to_document(meeting), at=at, session=session)
            await self._write(agenda, (), session)

        await in_transaction(self._database, work)

    async def get(self, meeting_id: str) -> HeldMeeting | None:
        """The meeting of this id."""
        loaded = await self.journal.load(meeting_id)
        return None if loaded is None else _held(loaded)

    async def of_round(self, programme: str, round_id: str) -> Sequence[Meeting]:
        """The meetings of a round, the first held first."""
        of_round = {"programme": programme, "round": round_id}
        found = self.journal.find(of_round, sort=[("held_on", 1), ("stage", 1), ("number", 1)])
        return [_held(loaded).record async for loaded in found]

    async def save(
        self,
        held: HeldMeeting,
        step: MeetingStep,
        at: datetime,
        *,
        items: Sequence[AgendaItem] = (),
        taken_off: Sequence[str] = (),
        over: bool = False,
    ) -> None:
        """Saves the meeting, items that are new or changed, and which are gone, at once.

        Raises StaleWrite when the meeting has moved on, or a case is on another agenda by now.
        """
        meeting, revision = step.meeting, held.revision
        assert isinstance(revision, Revision)
        save = Save(meeting.id, _to_document(meeting), revision, step.events)
        if not items and not taken_off and not over:
            await self.journal.save(save, at=at)
            return

        async def work(session: Session) -> None:
            await self.journal.save(save, at=at, session=session)
            await self._write(items, [_key(meeting.id, gone) for gone in taken_off], session)
            if over:
                await self._items.update_many(
                    {"meeting": meeting.id, "open": True},
                    {"$set": {"open": False}},
                    session=session,
                )

        await in_transaction(self._database, work)
        if step.events:
            self.journal.offer_saved([meeting.id])

    async def agenda(
        self, meeting_id: str, applications: Sequence[str] | None = None
    ) -> Sequence[AgendaItem]:
        """The items of a meeting in their order, all or those of these applications."""
        query: Document = {"meeting": meeting_id}
        if applications is not None:
            query["_id"] = {"$in": [_key(meeting_id, one) for one in applications]}
        return await self._found(query)

    async def agenda_page(self, meeting_id: str, after: int, limit: int) -> Sequence[AgendaItem]:
        """Items after a number, in their order."""
        return await self._found({"meeting": meeting_id, "no": {"$gt": after}}, limit)

    async def on_agendas(self, applications: Sequence[str]) -> Mapping[str, str]:
        """By application the meeting on whose agenda it is, of those that are not over."""
        query = {"application": {"$in": list(applications)}, "open": True}
        found = self._items.find(query, {"application": 1, "meeting": 1})
        return {item["application"]: item["meeting"] async for item in found}

    async def deciding(self) -> Sequence[HeldMeeting]:
        """Closed meetings of which cases still wait to be decided."""
        return [_held(loaded) async for loaded in self.journal.find({"state": "deciding"})]

    async def unsettled(self, meeting_id: str, limit: int) -> Sequence[AgendaItem]:
        """Items of a closed meeting that nobody has dealt with yet."""
        return await self._found({"meeting": meeting_id, "open": True}, limit)

    async def settle(self, meeting_id: str, applications: Sequence[str]) -> None:
        """Notes that the closed meeting has no more to do with these applications."""
        keys = [_key(meeting_id, application) for application in applications]
        await self._items.update_many({"_id": {"$in": keys}}, {"$set": {"open": False}})

    async def _found(self, query: Mapping[str, Any], limit: int = 0) -> list[AgendaItem]:
        found = self._items.find(query).sort("no", 1).limit(limit)
        return [AgendaItem.model_validate(document) async for document in found]

    async def _write(
        self, items: Sequence[AgendaItem], gone: Sequence[str], session: Session
    ) -> None:
        writes: list[Any] = [DeleteOne({"_id": key}) for key in gone]
        writes += [
            ReplaceOne(
                {"_id": (key := _key(item.meeting, item.application))},
                {"_id": key, **item.model_dump(), "open": True},
                upsert=True,
            )
            for item in items
        ]
        try:
            for start in range(0, len(writes), AT_ONCE):
                await self._items.bulk_write(writes[start : start + AT_ONCE], session=session)
        except BulkWriteError as error:
            if error.has_error_label("TransientTransactionError"):
                raise
            raise StaleWrite("agenda") from error


def _key(meeting_id: str, application: str) -> str:
    return f"{meeting_id}/{application}"


def _to_document(meeting: Meeting) -> Document:
    return meeting.model_dump(exclude={"id"})


def _held(loaded: Loaded) -> HeldMeeting:
    return Held(Meeting.model_validate({"id": loaded.key, **loaded.state}), loaded.revision)
