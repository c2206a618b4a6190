"""A transaction that MongoDB could not do is done again; what it does happens once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared import mongo_transaction
from shared.mongo import Database, PyMongoError, Session, connect, end_session, name_of
from shared.mongo_transaction import in_transaction
from tests.store.kernel.losing import losing

MANY = 20


@pytest.fixture
async def store(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    async with connect(mongo_uri, database) as db:
        await db["slots"].insert_one({"_id": "one", "used": 0})
        yield db


async def used(store: Database) -> int:
    found = await store["slots"].find_one({"_id": "one"})
    assert found is not None
    return int(found["used"])


class Taking:
    """Takes a slot; its first transactions are gone before they can be committed."""

    def __init__(self, store: Database, gone: int) -> None:
        self.store, self.gone, self.tries = store, gone, 0

    async def __call__(self, session: Session) -> None:
        """The work of one transaction."""
        self.tries += 1
        await self.store["slots"].update_one({"_id": "one"}, {"$inc": {"used": 1}}, session=session)
        if self.tries <= self.gone:
            await end_session(self.store, name_of(session))


async def test_conflicts_that_are_told_only_at_the_commit_are_tried_again(store: Database) -> None:
    # Collections that transactions make at the same time conflict when they are committed.
    async def file(number: int) -> None:
        async def work(session: Session) -> None:
            await store["objectors"].insert_one({"_id": number}, session=session)
            await store["objections"].insert_one({"_id": number}, session=session)

        await in_transaction(store, work)

    await asyncio.gather(*map(file, range(MANY)))

    for collection in ("objectors", "objections"):
        assert await store[collection].count_documents({}) == MANY


async def test_everybody_who_reads_and_writes_the_same_counts_once(store: Database) -> None:
    async def take(_: int) -> None:
        async def work(session: Session) -> None:
            found = await store["slots"].find_one({"_id": "one"}, session=session)
            assert found is not None
            change = {"$set": {"used": found["used"] + 1}}
            await store["slots"].update_one({"_id": "one"}, change, session=session)

        await in_transaction(store, work)

    await asyncio.gather(*map(take, range(MANY)))

    assert await used(store) == MANY


async def test_one_that_was_ended_before_its_commit_is_done_again(store: Database) -> None:
    taking = Taking(store, gone=2)
    await in_transaction(store, taking)
    assert (taking.tries, await used(store)) == (3, 1)


async def test_one_that_is_ended_each_time_is_given_up_in_the_end(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongo_transaction, "TRIED_FOR", 0.5)
    taking = Taking(store, gone=10_000)
    with pytest.raises(PyMongoError) as given_up:
        await in_transaction(store, taking)
    assert given_up.value.has_error_label("TransientTransactionError")
    assert taking.tries > 1
    assert await used(store) == 0


async def test_a_commit_whose_answers_are_lost_is_done_once(
    mongo_uri: str, store: Database
) -> None:
    # The driver itself asks twice.
    async with losing(mongo_uri, commits=3) as (uri, way), connect(uri, store.name) as far:
        taking = Taking(far, gone=0)
        await in_transaction(far, taking)
        assert (taking.tries, way.left) == (1, 0)
    assert await used(store) == 1


async def test_what_the_work_itself_refuses_is_not_tried_again(store: Database) -> None:
    taking = Taking(store, gone=0)

    async def work(session: Session) -> None:
        await taking(session)
        raise LookupError

    with pytest.raises(LookupError):
        await in_transaction(store, work)
    assert (taking.tries, await used(store)) == (1, 0)
