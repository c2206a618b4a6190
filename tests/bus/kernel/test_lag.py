"""How far behind a reader is, also while it is stuck and after nothing has come for a while."""

import asyncio

from aiokafka import TopicPartition

from shared.contracts.applications import ApplicationSubmitted
from shared.messaging.incoming import Incoming
from tests.builders import NOON, a_submission
from tests.bus.kernel.conftest import Bench, until


async def lag(bench: Bench) -> int:
    (subscription,) = bench.subscriptions
    return sum((await subscription.lag()).values())


async def partitions(bench: Bench) -> set[TopicPartition]:
    (subscription,) = bench.subscriptions
    return set(await subscription.lag())


async def test_what_is_in_hand_and_what_waits_is_lag_until_it_was_dealt_with(bench: Bench) -> None:
    go_on = asyncio.Event()
    heard: list[str] = []

    async def slow(incoming: Incoming[ApplicationSubmitted]) -> None:
        await go_on.wait()
        heard.append(incoming.key)

    bench.start(bench.relay.run)
    await bench.listen({ApplicationSubmitted: slow})

    async def every_partition() -> bool:
        return len(await partitions(bench)) == 6

    await until(every_partition)
    assert await lag(bench) == 0

    for n in range(20):
        await bench.journal.create(f"a{n}", {}, [a_submission(f"a{n}")], at=NOON)

    async def all_wait() -> bool:
        return await lag(bench) == 20

    await until(all_wait)
    go_on.set()

    async def none_waits() -> bool:
        return await lag(bench) == 0

    await until(none_waits)
    assert len(heard) == 20
