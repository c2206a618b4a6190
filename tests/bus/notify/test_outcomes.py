"""Notify keeps what agencies hear, once and in order, whatever Kafka repeats or has lost."""

from collections import defaultdict
from functools import partial

from deploy.provision import provision
from shared.messaging.cluster import Cluster
from tests.bus.notify.conftest import World, until
from tests.bus.notify.process import started
from tests.unit.notify.outcomes import a_sample

KINDS = ("outcome.recognised", "outcome.revoked", "outcome.reinstated")
KEYS = 12


async def publish(world: World, sequence: int) -> None:
    for key in range(KEYS):
        event = a_sample(KINDS[sequence - 1])
        await world.publish("review", f"a{key}", sequence, event)


async def kept(world: World) -> list[tuple[int, str, int]]:
    found = world.database["outcomes"].find({}, {"subject": 1, "sequence": 1}).sort("_id")
    return [(each["_id"], each["subject"], each["sequence"]) async for each in found]


async def has(world: World, count: int) -> bool:
    return len(await kept(world)) == count


async def has_more_than(world: World, count: int) -> bool:
    return len(await kept(world)) > count


async def test_two_replicas_keep_each_outcome_once_and_those_of_one_subject_in_order(
    world: World,
) -> None:
    async with world.notify(), world.notify():
        for sequence in (1, 2, 3):
            await publish(world, sequence)
            await publish(world, max(1, sequence - 1))
        await until(lambda: has(world, 3 * KEYS))
    found = await kept(world)
    assert [position for position, _, _ in found] == [*range(1, 3 * KEYS + 1)]
    of: dict[str, list[int]] = defaultdict(list)
    for _, subject, sequence in found:
        of[subject].append(sequence)
    assert set(map(tuple, of.values())) == {(1, 2, 3)}


async def test_an_empty_kafka_that_is_filled_anew_gives_no_second_position(world: World) -> None:
    async with world.notify():
        await publish(world, 1)
        await until(lambda: has(world, KEYS))
    before = await kept(world)
    world.settings = world.settings.model_copy(
        update={"topic_prefix": f"{world.settings.topic_prefix}.anew"}
    )
    await provision(Cluster(world.settings.kafka), world.settings.topic_prefix)
    async with world.notify():
        await publish(world, 1)
        await publish(world, 2)
        await until(lambda: has(world, 2 * KEYS))
    assert (await kept(world))[:KEYS] == before


async def test_killed_again_and_again_it_keeps_each_outcome_once_and_without_a_gap(
    world: World,
) -> None:
    for sequence in (1, 2, 3):
        async with started(world) as process:
            await publish(world, sequence)
            await until(partial(has_more_than, world, (sequence - 1) * KEYS))
            process.kill()
            await process.wait()
    async with started(world):
        await until(lambda: has(world, 3 * KEYS))
    found = await kept(world)
    assert [position for position, _, _ in found] == [*range(1, 3 * KEYS + 1)]
    for key in range(KEYS):
        assert [seq for _, subject, seq in found if subject == f"a{key}"] == [1, 2, 3]
