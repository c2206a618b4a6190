"""The ledger gives every public outcome one position, whoever adds it and however often."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import fields
from random import Random

import pytest

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import HeardOutcome, PublicOutcome
from services.notify.store.agencies.outcomes import MongoOutcomes
from shared.mongo import Database, connect
from tests.unit.notify.outcomes import heard

REPLICAS = 4


@pytest.fixture
async def db(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    async with connect(mongo_uri, database) as found:
        yield found


@pytest.fixture
def ledger(db: Database) -> MongoOutcomes:
    return a_replica(db)


def a_replica(db: Database) -> MongoOutcomes:
    return MongoOutcomes(db["outcomes"], lambda: None)


def recognised(count: int) -> list[HeardOutcome]:
    return [heard("outcome.recognised", f"a{n}", 4) for n in range(count)]


def ids(outcomes: Iterable[PublicOutcome | HeardOutcome]) -> list[str]:
    return [outcome.id for outcome in outcomes]


def positions(outcomes: Sequence[PublicOutcome]) -> list[int]:
    return [outcome.position for outcome in outcomes]


async def test_positions_count_from_one_in_the_order_of_hearing(ledger: MongoOutcomes) -> None:
    assert await ledger.last() == 0
    all_ = recognised(5)
    await ledger.add(all_[:2])
    await ledger.add(all_[2:])
    found = await ledger.after(0, 10)
    assert (positions(found), ids(found)) == ([1, 2, 3, 4, 5], ids(all_))
    assert await ledger.last() == 5


async def test_an_event_that_comes_again_gets_no_second_position(ledger: MongoOutcomes) -> None:
    first, second, third = recognised(3)
    await ledger.add([first, second])
    before = await ledger.after(0, 10)
    await ledger.add([second, first, third, third])
    assert (await ledger.after(0, 10))[:2] == before
    assert ids(await ledger.after(0, 10)) == ids([first, second, third])


async def test_everything_comes_back_as_it_was(ledger: MongoOutcomes) -> None:
    both = [heard("outcome.recognised", "a1", 4), heard("outcome.revoked", "a1", 5)]
    await ledger.add(both)
    first = both[0].numbered(1, None)
    assert await ledger.after(0, 10) == [first, both[1].numbered(2, first)]
    assert await ledger.at(1) == first
    assert await ledger.at(3) is None


async def test_what_was_known_of_a_subject_is_known_in_another_batch(ledger: MongoOutcomes) -> None:
    await ledger.add([heard("outcome.recognised", "a1", 4)])
    await ledger.add([heard("outcome.revoked", "a1", 5)])
    recognised_, revoked = await ledger.after(0, 10)
    assert revoked.facts.district == recognised_.facts.district
    assert revoked.outcomes == {"recognised", "revoked"}


async def test_replicas_that_all_hear_everything_give_each_one_position(db: Database) -> None:
    all_ = recognised(60)
    batches = [all_[n : n + 7] for n in range(0, len(all_), 7)]

    async def hear_all(replica: MongoOutcomes, seed: int) -> None:
        for batch in Random(seed).sample(batches, len(batches)):
            await replica.add(batch)

    await asyncio.gather(*(hear_all(a_replica(db), seed) for seed in range(REPLICAS)))
    found = await a_replica(db).after(0, 100)
    assert positions(found) == [*range(1, 61)]
    assert sorted(ids(found)) == sorted(ids(all_))
    assert all(f'"position":{o.position},'.encode() in o.body for o in found)


async def test_replicas_that_share_the_keys_keep_the_order_of_each(db: Database) -> None:
    kinds = ("recognised", "revoked", "reinstated")

    async def hear_own(replica: MongoOutcomes, number: int) -> None:
        for sequence, kind in enumerate(kinds, 1):
            for key in range(5):
                await replica.add([heard(f"outcome.{kind}", f"{number}-{key}", sequence)])

    await asyncio.gather(*(hear_own(a_replica(db), number) for number in range(REPLICAS)))
    found = await a_replica(db).after(0, 1000)
    assert positions(found) == [*range(1, REPLICAS * 15 + 1)]
    for subject in {outcome.subject for outcome in found}:
        of_it = [outcome for outcome in found if outcome.subject == subject]
        assert [outcome.sequence for outcome in of_it] == [1, 2, 3]
        assert of_it[-1].outcomes == set(kinds)


async def test_whoever_reads_one_finds_all_before_it(db: Database) -> None:
    done, seen = asyncio.Event(), 0

    async def read_on() -> None:
        nonlocal seen
        reader = a_replica(db)
        while not done.is_set():
            last = await reader.last()
            found = await reader.after(0, max(last, 1))
            assert positions(found)[:last] == [*range(1, last + 1)]
            seen = max(seen, last)

    reading = asyncio.create_task(read_on())
    halves = recognised(80)[:40], recognised(80)[40:]
    await asyncio.gather(
        *(a_replica(db).add([each]) for half in halves for each in half),
        *(a_replica(db).add(half) for half in halves),
    )
    done.set()
    await reading
    assert seen > 0
    assert await a_replica(db).last() == 80


async def test_whoever_waits_is_woken(db: Database) -> None:
    woken = 0

    def wake() -> None:
        nonlocal woken
        woken += 1

    await MongoOutcomes(db["outcomes"], wake).add(recognised(3))
    assert woken == 1


async def test_a_filter_finds_exactly_what_it_matches(ledger: MongoOutcomes) -> None:
    random = Random(13)
    kinds = ("outcome.recognised", "outcome.not-recognised", "outcome.given", "outcome.revoked")
    facts = {
        "programme": ["p", "q"],
        "round": ["2018", "2019"],
        "district": ["pengjiang", "jianghai"],
        "industry": ["3912", "C3921", "6510"],
        "category": ["electronics", "others"],
    }
    for n in range(60):
        kind = random.choice(kinds)
        standing = {name: random.choice(values) for name, values in facts.items()}
        given: dict[str, object] = {"standing": standing}
        if kind == "outcome.revoked":
            given = {"programme": standing["programme"]}
        await ledger.add([heard(kind, f"a{n % 20}", n, **given)])
    everything = await ledger.after(0, 100)
    asked = {
        **facts,
        "industry": ["C", "39", "391", "3921", "651"],
        "outcome": ["recognised", "revoked", "not_recognised"],
        "kind": [f"laurel.{kind}.v1" for kind in kinds],
    }
    assert set(asked) == {field.name for field in fields(Filter)}
    hits = 0
    for _ in range(200):
        chosen = random.sample(sorted(asked), 2)
        wanted = Filter(**{name: frozenset(random.sample(asked[name], 2)) for name in chosen})
        found = await ledger.after(3, 100, wanted)
        assert found == [each for each in everything[3:] if wanted.matches(each)]
        hits += len(found)
    assert hits > 0
