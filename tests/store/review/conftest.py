"""Review's stores and use cases on a real MongoDB, without Kafka."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.progress import Progress, progress_of
from services.review.domain.lists.freezing import FreezeOrder
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.official import Official
from services.review.store.activities.activities import MongoActivities
from services.review.store.case.cases import MongoCases
from services.review.store.case.enterprises import MongoEnterprises
from services.review.store.case.queues import MongoQueues
from services.review.store.cohorts.cohorts import MongoCohorts
from services.review.store.lists.left_out import MongoLeftOut
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.store.meetings.meetings import MongoMeetings
from services.review.store.recognition.recognitions import MongoRecognitions
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.review.store.twins.twins import MongoTwins
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList, WhichList
from services.review.usecases.lists.note_left_out import NoteLeftOut
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.preview import Part
from services.review.usecases.lists.unfreeze_list import UnfreezeList
from services.review.usecases.rules import Rules
from shared.journal import Journal
from shared.mongo import Database, connect
from tests.builders import NOON
from tests.unit.review.builders import OFFICER, PROGRAMME, RECOMMENDED_AT, ROUND, jiangmen, rules

FROZEN_AT = RECOMMENDED_AT + timedelta(days=100)
CLOSED_AT = FROZEN_AT + timedelta(days=40)
JIANGMEN = WhichList(PROGRAMME, ROUND)


class Wake:
    """Counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


@dataclass
class Stored:
    """All stores of review in a database of their own."""

    database: Database
    cases: MongoCases
    twins: MongoTwins
    enterprises: MongoEnterprises
    queues: MongoQueues
    sheets: MongoSheets
    lists: MongoLists
    left_out: MongoLeftOut
    objections: MongoObjections
    meetings: MongoMeetings
    recognitions: MongoRecognitions
    activities: MongoActivities
    cohorts: MongoCohorts
    wake: Wake

    async def keep(self, *cases: Case) -> None:
        """Stores cases as they are, with nothing to announce."""
        for case in cases:
            assert await self.cases.open(Step(case), NOON)

    async def case(self, application: str) -> Case:
        """The stored case."""
        held = await self.cases.get(application)
        assert held is not None
        return held.record

    async def stages(self) -> dict[str, int]:
        """How many cases are in each stage."""
        progress = await self.progress()
        return {word: count for word, count in progress.stages.items() if count}

    async def progress(self) -> Progress:
        """How far the round is."""
        return progress_of(await self.queues.counted(PROGRAMME, ROUND), jiangmen().way)

    async def events(self, *kinds: str) -> Counter[tuple[str, str]]:
        """How often each case's journal holds an event of these kinds, such as `recognised`."""
        found: Counter[tuple[str, str]] = Counter()
        async for record in self.database["cases"].find({}, {"events": 1}):
            for event in record["events"]:
                kind = event["type"].split(".")[2]
                if kind in kinds:
                    found[record["_id"], kind] += 1
        return found

    async def journal_of(self, list_id: str) -> Any:
        """The document of a list, with its events."""
        return await self.database["lists"].find_one({"_id": list_id})

    async def freeze(
        self,
        which: WhichList = JIANGMEN,
        *,
        known: Rules | None = None,
        official: Official = OFFICER,
        at: datetime = FROZEN_AT,
        leave_out: str | None = None,
    ) -> NumberedList:
        """Freezes a list as it is shown."""
        freeze = FreezeList(self.lists, known or rules(), self.wake)
        shown = await freeze.preview(which, official=official, at=at, part=Part())
        order = FreezeOrder(shown.confirmation, leave_out)
        found, new = await freeze(which, order, official=official, at=at)
        assert new
        return found

    async def unfreeze(self, list_id: str, at: datetime = FROZEN_AT) -> NumberedList:
        """Takes the freezing back."""
        unfreeze = UnfreezeList(self.lists, rules(), self.wake)
        return await unfreeze(list_id, reason="漏评一件", official=OFFICER, at=at)

    async def note_left_out(self) -> int:
        """Tells the cases that are left out, or in once more."""
        return await NoteLeftOut(self.left_out, self.cases, rules())(FROZEN_AT)

    async def open_notice(
        self, list_id: str, *, known: Rules | None = None, official: Official = OFFICER
    ) -> NumberedList:
        """Opens the notice as it is shown."""
        opens = OpenNotice(self.lists, known or rules(), self.wake)
        shown = await opens.preview(list_id, official=official, at=FROZEN_AT, part=Part())
        return await opens(list_id, shown.confirmation, official=official, at=FROZEN_AT)

    async def list_under_notice(self) -> str:
        """Freezes the round's list and opens its notice."""
        return (await self.open_notice((await self.freeze()).id)).id

    async def announce(
        self, list_id: str, *, known: Rules | None = None, official: Official = OFFICER
    ) -> NumberedList:
        """Announces the list after its notice, as it is shown."""
        announce = AnnounceList(self.lists, self.objections, known or rules(), self.wake)
        shown = await announce.preview(list_id, official=official, at=CLOSED_AT, part=Part())
        return await announce(list_id, shown.confirmation, official=official, at=CLOSED_AT)


async def store_many(stored: Stored, cases: Iterable[Case]) -> None:
    """Stores many cases at once."""
    documents = []
    for case in cases:
        document = case.model_dump(exclude={"application"})
        journal = {"version": 1, "seq": 0, "published": 0, "events": []}
        documents.append({"_id": case.application, **document, **journal})
    await stored.database["cases"].insert_many(documents)


@pytest.fixture
async def stored(mongo_uri: str, database: str) -> AsyncIterator[Stored]:
    """Empty stores with their indexes."""
    async with connect(mongo_uri, database) as db:
        journal = Journal(db["cases"], "review", lambda _: None)
        cases = MongoCases(journal)
        lists = MongoLists(db, Journal(db["lists"], "review", lambda _: None), cases)
        made = Stored(
            database=db,
            cases=cases,
            twins=MongoTwins(db, cases),
            enterprises=MongoEnterprises(db),
            queues=MongoQueues(journal),
            sheets=MongoSheets(db),
            lists=lists,
            left_out=MongoLeftOut(db),
            objections=MongoObjections(db, lists, cases),
            meetings=MongoMeetings(db, Journal(db["meetings"], "review", lambda _: None)),
            recognitions=MongoRecognitions(
                db, Journal(db["recognitions"], "review", lambda _: None), cases
            ),
            activities=MongoActivities(Journal(db["activities"], "review", lambda _: None)),
            cohorts=MongoCohorts(
                db,
                Journal(db["cohorts"], "review", lambda _: None),
                Journal(db["cohort_members"], "review", lambda _: None),
            ),
            wake=Wake(),
        )
        await cases.prepare()
        await made.sheets.prepare()
        await lists.prepare()
        await made.left_out.prepare()
        await made.objections.prepare()
        await made.meetings.prepare()
        await made.recognitions.prepare()
        await made.cohorts.prepare()
        yield made
