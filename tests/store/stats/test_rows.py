"""Rows that are read for answers: the newest of all partitions, each bucket as seldom as can be."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services.stats.domain.declared import declared
from services.stats.domain.facts import Facts
from services.stats.domain.fold import bucket_of
from services.stats.domain.milestones import FORMER, pack
from services.stats.domain.particulars import particulars
from services.stats.domain.questions import (
    Amount,
    Count,
    HowMany,
    HowMuch,
    OneOf,
    Population,
    fact,
)
from services.stats.domain.row import STREAMS
from services.stats.ports import PartitionState
from services.stats.store import rows as module
from services.stats.store.documents import read_bucket
from services.stats.store.rebuild import forget
from services.stats.store.rows import MongoRows
from tests.store.stats.conftest import Stats

DAY = date(2019, 5, 6)
FACTS = Facts("records", "23", "nanshan", "3912", "product-rd")
OTHER = FACTS._replace(round="22")
SHORTLISTED = Population("shortlisted")
PROJECTS, COMPANIES = HowMany(SHORTLISTED), HowMany(SHORTLISTED, "subjects")
WINNERS = HowMany(Population("shortlisted", (OneOf(fact("prize"), frozenset(("true",))),)))
SALES = HowMuch(SHORTLISTED, "sales", "subjects")


class Reader:
    """The rows of a test's group, with a count of the buckets that were read."""

    def __init__(self, stats: Stats, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows = MongoRows(stats.database, stats.checkpoints._group)
        self.read: list[int] = []

        def counting(document: Any) -> Any:
            self.read.append(document["number"])
            return read_bucket(document)

        monkeypatch.setattr(module, "read_bucket", counting)

    async def ask(self, *questions: Any, as_of: date | None = None) -> list[Any]:
        answers = await self.rows.answer("records", "23", questions, as_of)
        return [answers[question] for question in questions]


@pytest.fixture
def reader(stats: Stats, monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(stats, monkeypatch)


def hear(
    state: PartitionState,
    application: str,
    subject: str,
    *,
    seq: int = 1,
    day: int = 0,
    facts: Facts = FACTS,
    prize: bool = False,
    sales: int = 100,
) -> None:
    number = state.fold.milestones.number("shortlisted")
    reached = (
        pack(FORMER.index("submitted"), DAY.toordinal()),
        pack(number, DAY.toordinal() + day),
    )
    text = declared({"prize": prize, "sales": 0})
    state.fold.hear(application, 0, seq, facts, reached, text, particulars(subject, (sales,)))


async def save(stats: Stats, *states: PartitionState) -> None:
    await stats.checkpoints.save([stats.checkpoints.encode(s.checkpoint()) for s in states])


async def two_partitions(stats: Stats) -> Iterator[PartitionState]:
    first, second = [await stats.checkpoints.claim(p, STREAMS) for p in (0, 1)]
    # Learnt in another order, so that numbers mean something else.
    second.fold.milestones.number("approved")
    hear(first, "a", "S1", prize=True, sales=40)
    hear(first, "b", "S2", day=1, sales=60)
    hear(first, "c", "S9", facts=OTHER)
    hear(second, "d", "S1", day=2, sales=70)
    hear(second, "e", "S3", day=2, sales=80)
    await save(stats, first, second)
    return iter((first, second))


async def test_companies_are_united_over_partitions_and_projects_summed(
    stats: Stats, reader: Reader
) -> None:
    await two_partitions(stats)
    assert await reader.ask(PROJECTS, COMPANIES, WINNERS, SALES) == [
        Count(4, {}, 0),
        Count(3, {}, 0),
        Count(1, {}, 0),
        Amount(3, 0, 180),
    ]
    second_day = date(2019, 5, 7)
    assert await reader.ask(COMPANIES, SALES, as_of=second_day) == [
        Count(2, {}, 0),
        Amount(2, 0, 100),
    ]


async def test_only_buckets_that_have_changed_are_read_again(stats: Stats, reader: Reader) -> None:
    first, _ = await two_partitions(stats)
    await reader.ask(PROJECTS, COMPANIES)
    assert sorted(reader.read) == sorted(map(bucket_of, "abcde"))
    reader.read.clear()
    assert await reader.ask(COMPANIES, as_of=DAY) == [Count(1, {}, 0)]
    assert reader.read == []
    hear(first, "f", "S4")
    await save(stats, first)
    assert await reader.ask(PROJECTS, COMPANIES) == [Count(5, {}, 0), Count(4, {}, 0)]
    assert reader.read == [bucket_of("f")]


async def test_a_new_question_has_them_read_once_more(stats: Stats, reader: Reader) -> None:
    await two_partitions(stats)
    await reader.ask(PROJECTS)
    await reader.ask(COMPANIES)
    reader.read.clear()
    assert await reader.ask(PROJECTS, COMPANIES) == [Count(4, {}, 0), Count(3, {}, 0)]
    assert reader.read == []


async def test_a_later_owner_is_read_as_well(stats: Stats, reader: Reader) -> None:
    await two_partitions(stats)
    await reader.ask(COMPANIES)
    heir = await stats.checkpoints.claim(0, STREAMS)
    hear(heir, "b", "S1", seq=2, day=1)
    await save(stats, heir)
    assert await reader.ask(COMPANIES) == [Count(2, {}, 0)]


async def test_after_a_rebuild_nothing_of_before_is_left(stats: Stats, reader: Reader) -> None:
    await two_partitions(stats)
    await reader.ask(COMPANIES)
    await forget(stats.database, stats.checkpoints._group)
    assert await reader.ask(COMPANIES) == [Count(0, {}, 0)]
    state = await stats.checkpoints.claim(0, STREAMS)
    state.fold.milestones.number("released")
    hear(state, "z", "S7")
    await save(stats, state)
    assert await reader.ask(PROJECTS, COMPANIES) == [Count(1, {}, 0), Count(1, {}, 0)]


async def test_what_an_older_version_folded_meanwhile_is_never_answered_from_memory(
    stats: Stats, reader: Reader
) -> None:
    first, _ = await two_partitions(stats)
    await reader.ask(COMPANIES)
    hear(first, "f", "S4")
    changed = stats.checkpoints.encode(first.checkpoint())
    (bucket,) = changed.buckets  # type: ignore[attr-defined]
    await stats.database["buckets"].bulk_write([bucket])
    part = {"_id": f"{stats.checkpoints._group}:0"}
    await stats.database["parts"].update_one(part, {"$set": {"cursors": [[STREAMS[0], 9, 9]]}})
    assert await reader.ask(COMPANIES) == [Count(4, {}, 0)]
    heir = await stats.checkpoints.claim(0, STREAMS)
    await save(stats, heir)
    reader.read.clear()
    assert await reader.ask(COMPANIES) == [Count(4, {}, 0)]
    assert set(reader.read) == set(map(bucket_of, "abcf"))
    reader.read.clear()
    await reader.ask(COMPANIES)
    assert reader.read == []


async def test_answers_are_all_of_one_moment(
    stats: Stats, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await two_partitions(stats)
    tables = MongoRows._tables_of

    async def and_then_another_checkpoint(*args: Any) -> Any:
        monkeypatch.setattr(MongoRows, "_tables_of", tables)
        hear(first, "f", "S4")
        hear(second, "g", "S4")
        await save(stats, first, second)
        return await tables(*args)

    monkeypatch.setattr(MongoRows, "_tables_of", and_then_another_checkpoint)
    assert await reader.ask(PROJECTS, COMPANIES) == [Count(4, {}, 0), Count(3, {}, 0)]
    assert await reader.ask(PROJECTS, COMPANIES) == [Count(6, {}, 0), Count(4, {}, 0)]


async def test_many_that_ask_at_once_have_each_bucket_read_once(
    stats: Stats, reader: Reader
) -> None:
    await two_partitions(stats)
    await asyncio.gather(*(reader.ask(PROJECTS, COMPANIES) for _ in range(5)))
    assert sorted(reader.read) == sorted(map(bucket_of, "abcde"))


async def test_memory_is_kept_of_a_few_rounds_and_of_no_end_of_questions(
    stats: Stats, reader: Reader
) -> None:
    await two_partitions(stats)
    for number in range(module.ROUNDS + 1):
        await reader.rows.answer("records", f"r{number}", [PROJECTS])
    assert len(reader.rows._rounds) == module.ROUNDS
    many = [HowMany(Population(f"m{number}")) for number in range(module.QUESTIONS)]
    await reader.ask(*many)
    assert await reader.ask(PROJECTS) == [Count(4, {}, 0)]
    assert reader.rows._rounds["records", "23"].questions == {PROJECTS}
