"""The figures are exact whatever Kafka delivers."""

import random

from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.said import a_round


async def test_a_round_is_counted(folding: Folding) -> None:
    said = a_round(300)
    folding.start()
    await folding.tell(said)
    await folding.comes_to(said)


async def test_edge_case_10_duplicates_and_any_order_across_topics_change_nothing(
    folding: Folding,
) -> None:
    said = a_round(300)
    shuffled = [*said, *said, *said[::3]]
    random.Random(7).shuffle(shuffled)
    folding.start()
    await folding.tell(shuffled)
    await folding.comes_to(said)
    await folding.tell(said)
    before = (await folding.counts()).version
    await until(lambda: folded(folding, len(shuffled) + len(said)))
    assert (await folding.counts()).version == before
    await folding.comes_to(said)


async def folded(folding: Folding, messages: int) -> bool:
    parts = folding.database["parts"].find({})
    positions: list[int] = [c[1] async for part in parts for c in part["cursors"]]
    return sum(positions) == messages
