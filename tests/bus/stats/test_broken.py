"""Members die, sleep and lose their partitions in the middle of it all; the figures stay exact."""

import random
import signal
from pathlib import Path

from services.stats.consumers.member import Member
from services.stats.domain.row import STREAMS
from services.stats.store.rebuild import forget
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.process import service
from tests.bus.stats.said import Said, a_round

NO_KEYS = "file:/dev/null"


def parts_of(said: list[Said], count: int) -> list[list[Said]]:
    """The events in so many runs."""
    size = -(-len(said) // count)
    return [said[start : start + size] for start in range(0, len(said), size)]


async def test_a_process_killed_again_and_again_counts_exactly(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    said = a_round(400)
    draw = random.Random(3)
    for some in parts_of(said, 2):
        async with service(folding, mongo_uri, NO_KEYS, tmp_path) as process:
            await process.ready()
            before = (await folding.counts()).version
            await folding.tell(some[: len(some) // 2])
            await until(lambda before=before: moved(folding, before))  # type: ignore[misc]
            await folding.tell(some[len(some) // 2 : draw.randrange(len(some) // 2, len(some))])
            await process.kill()
            await folding.tell(some)
    folding.start()
    await folding.comes_to(said)


async def test_a_process_that_is_told_to_stop_ends_cleanly_and_another_goes_on(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    said = a_round(200)
    first, second = parts_of(said, 2)
    async with service(folding, mongo_uri, NO_KEYS, tmp_path) as process:
        await process.ready()
        await folding.tell(first)
        process.signal(signal.SIGTERM)
        assert await process.ended() == 0
    folding.start()
    await folding.tell(second)
    await folding.comes_to(said)


async def test_a_sleeper_that_wakes_after_another_took_over_is_fenced(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    said = a_round(300)
    first, second, third = parts_of(said, 3)
    async with service(folding, mongo_uri, NO_KEYS, tmp_path) as sleeper:
        await sleeper.ready()
        await folding.tell(first)
        await folding.comes_to(first)
        await folding.tell(second[:50])
        sleeper.signal(signal.SIGSTOP)
        folding.start()
        await folding.tell(second)
        await folding.comes_to(first + second)
        sleeper.signal(signal.SIGCONT)
        await folding.tell(third)
        await folding.comes_to(said)
        await folding.tell(said)
        await folding.comes_to(said)


async def test_a_member_whose_partitions_were_claimed_by_another_loads_again(
    folding: Folding,
) -> None:
    said = a_round(300)
    first, second = parts_of(said, 2)
    folding.start()
    await folding.tell(first)
    await folding.comes_to(first)
    for partition in range(6):
        await folding.checkpoints.claim(partition, STREAMS)
    await folding.tell(second)
    await folding.comes_to(said)


async def test_two_members_share_the_work_and_one_leaves(folding: Folding) -> None:
    said = a_round(300)
    first, second, third = parts_of(said, 3)
    stays, leaves = folding.start(), folding.start()
    await folding.tell(first)
    await until(lambda: share_all(stays, leaves))
    await folding.tell(second)
    await folding.stop(leaves)
    await folding.tell(third)
    await folding.comes_to(said)


async def test_rebuilding_gives_the_same_figures(folding: Folding) -> None:
    said = a_round(300)
    folding.start()
    await folding.tell(said)
    await folding.comes_to(said)
    before = await folding.counts()
    await folding.database["buckets"].update_one({}, {"$unset": {"rows": 1}})
    assert await forget(folding.database, folding.group) == 6
    await folding.comes_to(said)
    assert (await folding.counts()).version > before.version


async def moved(folding: Folding, version: int) -> bool:
    return (await folding.counts()).version > version


async def share_all(*members: Member) -> bool:
    held = [set(member.held) for member in members]
    return all(held) and set.union(*held) == set(range(6)) and not set.intersection(*held)
