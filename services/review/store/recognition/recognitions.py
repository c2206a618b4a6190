"""Recognitions in MongoDB, saved together with their events."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.recognition.identity import number_key, spellings
from services.review.domain.recognition.recognition import (
    ENDS,
    Recognition,
    RecognitionStep,
    Status,
    place_in_ledger,
)
from services.review.domain.recognition.refusals import NumberTaken
from services.review.ports import CertificateOrder, Held, HeldCase, HeldRecognition
from services.review.store.case.cases import MongoCases
from services.review.store.containing import containing
from shared.errors import AlreadyExists, StaleWrite
from shared.journal import Journal, Loaded, New, Revision, Save
from shared.mongo import Database, Document, DuplicateKeyError, Session
from shared.mongo_transaction import in_transaction


class MongoRecognitions:
    """A journal record a recognition; `running` is whether the clock may still end it.

    Beside them one document a series of certificates, with the last serial number, and one a
    number that was ever given, by its key, which is never removed.
    """

    def __init__(self, database: Database, journal: Journal, cases: MongoCases) -> None:
        self._database = database
        self.journal = journal
        self._cases = cases
        self._series = database["certificate_series"]
        self._numbers = database["certificate_numbers"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._numbers.create_index([("programme", 1), ("place", 1)], unique=True)
        recognitions = self.journal.collection
        await recognitions.create_index([("programme", 1), ("number", 1)])
        await recognitions.create_index([("programme", 1), ("number_key", 1)])
        await recognitions.create_index(
            "expires_at", partialFilterExpression={"running": True}, name="running"
        )

    async def register(self, steps: Sequence[RecognitionStep], at: datetime) -> set[str]:
        """Saves those that are new and returns the ids of those that were there before."""
        new = [
            New(step.recognition.id, _to_document(step.recognition), step.events) for step in steps
        ]
        return await self.journal.create_many(new, at=at)

    async def enter(self, steps: Sequence[RecognitionStep], at: datetime) -> None:
        """Saves all of them at once; raises StaleWrite when one of them is there by now."""

        async def work(session: Session) -> None:
            for step in steps:
                found = step.recognition
                await self.journal.create(
                    found.id, _to_document(found), step.events, at=at, session=session
                )

        try:
            await in_transaction(self._database, work)
        except AlreadyExists as error:
            raise StaleWrite("recognition") from error
        self.journal.offer_saved([step.recognition.id for step in steps])

    async def by_numbers(self, programme: str, numbers: Sequence[str]) -> Mapping[str, Recognition]:
        """Those of a programme with these numbers, by their keys."""
        keys = list({number_key(number) for number in numbers})
        # What was registered before numbers had keys has its number as its key.
        either: Document = {"$or": [{"number_key": {"$in": keys}}, {"number": {"$in": keys}}]}
        found = self.journal.find({"programme": programme, **either})
        records = [_held(loaded).record async for loaded in found]
        return {number_key(record.number): record for record in records}

    async def certify(self, orders: Sequence[CertificateOrder], at: datetime) -> None:
        """Numbers and saves the documents of one series at once, without a gap.

        Raises StaleWrite when a recognition has moved on; then no number was taken.
        """
        if not orders:
            return
        cases = await self._cases_of([order.held for order in orders])

        async def work(session: Session) -> None:
            series = await self._series.find_one_and_update(
                {"_id": orders[0].series},
                {"$inc": {"last": len(orders)}},
                upsert=True,
                return_document=True,
                session=session,
            )
            first = series["last"] - len(orders) + 1
            for serial, order in enumerate(orders, first):
                step = order.certify(serial)
                await self._save_with_public(order.held, step, cases, at, session)
                await self._number(step, serial, session)

        await in_transaction(self._database, work)
        self._offer([order.held for order in orders], cases)

    async def _number(self, step: RecognitionStep, serial: int, session: Session) -> None:
        found = step.recognition
        new = next(one for one in reversed(found.certificates) if one.serial == serial)
        ledger: Document = {
            "_id": number_key(new.number),
            "programme": found.programme,
            "place": place_in_ledger(new.series, serial),
            "recognition": found.id,
        }
        try:
            await self._numbers.insert_one(ledger, session=session)
        except DuplicateKeyError as error:
            raise NumberTaken(new.number) from error

    async def uncertified(
        self, programme: str, kind: str, round_id: str | None, limit: int, *, at: datetime
    ) -> Sequence[HeldRecognition]:
        """Those valid at an instant with no document of this kind in force, by their numbers."""
        query: Document = {
            "programme": programme,
            **_is("valid", at),
            "certificates": {"$not": {"$elemMatch": {"kind": kind, "voided": None}}},
        }
        if round_id is not None:
            query["$or"] = [
                {"renewals": {"$in": [None, []]}, "round": round_id},
                {"renewals.round": round_id},
            ]
        found = self.journal.find(query, sort=[("number", 1)], limit=limit)
        return [_held(loaded) async for loaded in found]

    async def with_certificate(self, number: str) -> HeldRecognition | None:
        """The recognition that a document of this number is about, however it was typed."""
        for key in spellings(number):
            if (numbered := await self._numbers.find_one({"_id": key})) is not None:
                return await self.get(numbered["recognition"])
        return None

    async def ledger(
        self, programme: str, after: str, limit: int
    ) -> Sequence[tuple[str, Recognition]]:
        """Numbers of a programme's documents after a place, with their recognition, in order.

        The place is that of the number before, as `place_in_ledger` has it.
        """
        query = {"programme": programme, "place": {"$gt": after}}
        numbers = self._numbers.find(query).sort("place", 1).limit(limit)
        numbered = [(one["_id"], one["recognition"]) async for one in numbers]
        ids = [recognition for _, recognition in numbered]
        loaded = self.journal.find({"_id": {"$in": ids}})
        records = {one.key: _held(one).record async for one in loaded}
        return [(number, records[recognition]) for number, recognition in numbered]

    async def holding(self, programme: str, *, at: datetime) -> Sequence[Recognition]:
        """Those of a programme that have not ended by then."""
        over: Document = {"running": True, "expires_at": {"$lte": at}}
        query: Document = {"programme": programme, "status": {"$in": sorted(ENDS)}, "$nor": [over]}
        return [_held(loaded).record async for loaded in self.journal.find(query)]

    async def get_many(self, recognitions: Sequence[str]) -> Mapping[str, HeldRecognition]:
        """Those of these ids that there are, by id."""
        found = self.journal.find({"_id": {"$in": list(recognitions)}})
        return {loaded.key: _held(loaded) async for loaded in found}

    async def get(self, recognition: str) -> HeldRecognition | None:
        """The recognition of this id."""
        loaded = await self.journal.load(recognition)
        return None if loaded is None else _held(loaded)

    async def save(self, held: HeldRecognition, step: RecognitionStep, at: datetime) -> None:
        """Raises StaleWrite when it has moved on.

        What is public goes into the journal of the application, if there is one: agencies hear all
        of it in one order.
        """
        if not step.public:
            await self.journal.save(_save(held, step), at=at)
            return
        cases = await self._cases_of([held])

        async def work(session: Session) -> None:
            await self._save_with_public(held, step, cases, at, session)

        await in_transaction(self._database, work)
        self._offer([held], cases)

    async def _cases_of(self, held: Sequence[HeldRecognition]) -> Mapping[str, HeldCase]:
        """The cases of those that were recognised here, by application."""
        found = [each.record.application for each in held]
        return await self._cases.get_many([each for each in found if each is not None])

    async def _save_with_public(
        self,
        held: HeldRecognition,
        step: RecognitionStep,
        cases: Mapping[str, HeldCase],
        at: datetime,
        session: Session,
    ) -> None:
        case = cases.get(held.record.application or "")
        if case is None:
            whole = RecognitionStep(step.recognition, (*step.events, *step.public))
            await self.journal.save(_save(held, whole), at=at, session=session)
            return
        await self.journal.save(_save(held, step), at=at, session=session)
        await self._cases.save(case, Step(case.record, step.public), at, session)

    def _offer(self, held: Sequence[HeldRecognition], cases: Mapping[str, HeldCase]) -> None:
        self.journal.offer_saved([each.record.id for each in held])
        self._cases.journal.offer_saved([*cases])

    async def expiring(self, at: datetime, limit: int) -> Sequence[HeldRecognition]:
        """Those whose last day is over and of which nobody has said so, the longest over first."""
        over = {"running": True, "expires_at": {"$lte": at}}
        found = self.journal.find(over, sort=[("expires_at", 1)], limit=limit)
        return [_held(loaded) async for loaded in found]

    async def unreminded(
        self, programme: str, days: int, at: datetime, until: datetime, limit: int
    ) -> Sequence[HeldRecognition]:
        """Those valid that end after `at` and by `until`, and were not reminded so late before."""
        query: Document = {
            "running": True,
            "expires_at": {"$gt": at, "$lte": until},
            "programme": programme,
            "status": "valid",
            "reminded": {"$not": {"$elemMatch": {"$lte": days}}},
        }
        found = self.journal.find(query, sort=[("expires_at", 1)], limit=limit)
        return [_held(loaded) async for loaded in found]

    async def save_many(
        self, steps: Sequence[tuple[HeldRecognition, RecognitionStep]], at: datetime
    ) -> set[str]:
        """Saves each by itself and returns the ids of those that had moved on."""
        return await self.journal.save_many([_save(held, step) for held, step in steps], at=at)

    async def page(
        self,
        programme: str,
        after: str,
        limit: int,
        *,
        text: str | None,
        status: Status | None,
        at: datetime,
    ) -> Sequence[Recognition]:
        """Those of a programme with a number after this one, in order of their numbers.

        With `text` those whose number, holder or matter has it; with `status` those that are so
        at an instant.
        """
        query: Document = {"programme": programme, "number": {"$gt": after}}
        every: list[Document] = []
        if text:
            like = containing(text)
            fields = ("number", "holder.zh", "holder.en", "what.zh", "what.en")
            named = [{field: like} for field in fields]
            if key := number_key(text):
                named.append({"number_key": containing(key)})
            every.append({"$or": named})
        if status:
            every.append(_is(status, at))
        if every:
            query["$and"] = every
        found = self.journal.find(query, sort=[("number", 1)], limit=limit)
        return [_held(loaded).record async for loaded in found]


def _is(status: Status, at: datetime) -> Document:
    over: Document = {"running": True, "expires_at": {"$lte": at}}
    if status == "expired":
        return {"$or": [{"status": "expired"}, over]}
    return {"status": status, "$nor": [over]}


def _to_document(found: Recognition) -> Document:
    running = found.expires_at is not None and found.status in ENDS
    key = number_key(found.number)
    return {**found.model_dump(exclude={"id"}), "running": running, "number_key": key}


def _held(loaded: Loaded) -> HeldRecognition:
    return Held(Recognition.model_validate({"id": loaded.key, **loaded.state}), loaded.revision)


def _save(held: HeldRecognition, step: RecognitionStep) -> Save:
    revision = held.revision
    assert isinstance(revision, Revision)
    return Save(step.recognition.id, _to_document(step.recognition), revision, step.events)
