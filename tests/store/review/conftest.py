"""Review's stores and use cases on a real MongoDB, without Kafka."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.progress import Progress, progress_of
from services.review.store.case.cases import MongoCases
from services.review.store.case.enterprises import MongoEnterprises
from services.review.store.case.queues import MongoQueues
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.store.meetings.meetings import MongoMeetings
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.open_notice import OpenNotice
from shared.journal import Journal
from shared.mongo import Database, connect
from tests.builders import NOON
from tests.unit.review.builders import OFFICER, PROGRAMME, RECOMMENDED_AT, ROUND, jiangmen, rules

FROZEN_AT = RECOMMENDED_AT + timedelta(days=100)
CLOSED_AT = FROZEN_AT + timedelta(days=40)


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
    enterprises: MongoEnterprises
    queues: MongoQueues
    sheets: MongoSheets
    lists: MongoLists
    objections: MongoObjections
    meetings: MongoMeetings
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

    async def list_under_notice(self) -> str:
        """Freezes the round's list and opens its notice."""
        freeze = FreezeList(self.lists, rules())
        found, _ = await freeze(PROGRAMME, ROUND, official=OFFICER, at=FROZEN_AT)
        await OpenNotice(self.lists, rules())(found.id, official=OFFICER, at=FROZEN_AT)
        return found.id

    async def announce(self, list_id: str) -> Any:
        """Announces the list after its notice."""
        announce = AnnounceList(self.lists, rules(), self.wake)
        return await announce(list_id, official=OFFICER, at=CLOSED_AT)


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
            enterprises=MongoEnterprises(db),
            queues=MongoQueues(journal),
            sheets=MongoSheets(db),
            lists=lists,
            objections=MongoObjections(db, lists),
            meetings=MongoMeetings(db, Journal(db["meetings"], "review", lambda _: None)),
            wake=Wake(),
        )
        await cases.prepare()
        await made.sheets.prepare()
        await lists.prepare()
        await made.objections.prepare()
        await made.meetings.prepare()
        yield made
