"""A process that is killed within a transaction locks nothing for long."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from deploy.local.places import PROJECT
from shared.abandoned import keep_ending_abandoned
from shared.mongo import Database, connect, end_abandoned

HOLDER = """
import asyncio, sys
from shared.mongo import connect
from shared.mongo_driver import begin_session, begin_transaction

async def main(uri, database, document):
    async with connect(uri, database) as db, await begin_session(db) as session:
        await begin_transaction(session)
        change = {"$inc": {"used": 1}}
        await db["quotas"].update_one({"_id": document}, change, session=session)
        print("locked", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        await session.commit_transaction()
        print("committed", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""

SOONER = 40.0
"""Seconds; MongoDB itself ends a transaction that was left alone after 60."""

Hold = Callable[[str], Coroutine[Any, Any, Process]]


async def said(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()


@pytest.fixture
async def review(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    async with connect(mongo_uri, database) as db:
        await db["quotas"].insert_many([{"_id": "one", "used": 0}, {"_id": "other", "used": 0}])
        yield db


@pytest.fixture
async def hold(mongo_uri: str, review: Database) -> AsyncIterator[Hold]:
    """Starts a process that has written a document in a transaction and holds it open."""
    holders: list[Process] = []

    async def held(document: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", HOLDER, mongo_uri, review.name, document),
            cwd=PROJECT,
            stdin=PIPE,
            stdout=PIPE,
        )
        holders.append(process)
        assert await said(process) == "locked"
        return process

    yield held
    for process in holders:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def used(review: Database, document: str) -> int:
    found = await review["quotas"].find_one({"_id": document})
    assert found is not None
    return int(found["used"])


async def test_what_a_killed_process_locked_is_free_within_seconds(
    review: Database, hold: Hold
) -> None:
    killed = await hold("one")
    killed.kill()
    await killed.wait()
    work = asyncio.create_task(keep_ending_abandoned(review))
    try:
        async with asyncio.timeout(SOONER):
            await review["quotas"].update_one({"_id": "one"}, {"$inc": {"used": 10}})
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    assert await used(review, "one") == 10


async def test_a_transaction_of_a_living_process_goes_on(review: Database, hold: Hold) -> None:
    living, killed = await hold("one"), await hold("other")
    killed.kill()
    await killed.wait()
    while not await end_abandoned(review):
        await asyncio.sleep(0.05)
    assert await end_abandoned(review) == 0
    assert living.stdin is not None
    living.stdin.write(b"\n")
    assert await said(living) == "committed"
    assert (await used(review, "one"), await used(review, "other")) == (1, 0)


async def test_another_services_transactions_are_its_own_affair(
    mongo_uri: str, review: Database, hold: Hold
) -> None:
    killed = await hold("one")
    killed.kill()
    await killed.wait()
    async with asyncio.timeout(SOONER), connect(mongo_uri, f"{review.name}_other") as other:
        ended = 0
        while not ended:
            assert await end_abandoned(other) == 0
            ended = await end_abandoned(review)
    assert ended == 1
