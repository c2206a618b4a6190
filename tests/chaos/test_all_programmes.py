"""All programmes on one stack: no kill and no recount moves a figure of any of them.

In this order: each test leaves all rounds as exact as it found them.
"""

import signal
from collections import Counter
from typing import Any

import pytest

from deploy.local.places import PROGRAMMES
from deploy.local.stack import LocalStack
from deploy.replay.client.client import Client
from deploy.replay.scenario.catalogue import Scenarios
from deploy.servers import Servers
from tests.chaos.battered_round import BatteredRound
from tests.chaos.blows import EACH_ONCE
from tests.chaos.conftest import battered_round
from tests.chaos.proof import all_is_exact, laurel

SMALL = 10
"""The size of a round that scales; the others are as small as they were."""


@pytest.fixture(scope="module")
def rounds(stack: LocalStack) -> list[BatteredRound]:
    """The round of every scenario, in each of which each service was killed."""
    return [
        battered_round(stack, replay.id, SMALL if replay.scenario.size else None, EACH_ONCE)
        for replay in Scenarios(PROGRAMMES).load_all()
    ]


async def test_after_sigkill_of_each_service_in_each_replay_all_figures_are_exact(
    rounds: list[BatteredRound], servers: Servers
) -> None:
    for round_ in rounds:
        assert Counter(struck.victim for struck in round_.struck) == EACH_ONCE
        assert {struck.ended_by for struck in round_.struck} == {signal.SIGKILL}
    await all_is_exact(rounds, servers)


async def test_counted_anew_from_what_happened_every_printed_value_is_the_same(
    rounds: list[BatteredRound], servers: Servers, stack: LocalStack
) -> None:
    before = await printed_values(stack)
    assert {verdict for verdict, _ in before["step-2018"].values()} == {"equal"}
    await counted_anew(servers, stack)
    await all_is_exact(rounds, servers)
    assert await printed_values(stack) == before


async def test_counted_anew_from_an_empty_kafka_that_the_journals_refilled_it_is_too(
    rounds: list[BatteredRound], servers: Servers, stack: LocalStack
) -> None:
    before = await printed_values(stack)
    await rounds[0].kill_kafka(wiped=True)
    await laurel(servers, "journal", "replay")
    await counted_anew(servers, stack)
    await all_is_exact(rounds, servers)
    assert await printed_values(stack) == before


async def counted_anew(servers: Servers, stack: LocalStack) -> None:
    """Has the statistics count all events again; it knows nothing of before when it starts."""
    stack.kill("stats")
    await laurel(servers, "stats", "rebuild")
    await stack.start("stats")


async def printed_values(stack: LocalStack) -> dict[str, dict[str, tuple[str, Any]]]:
    """By document and row, the verdict on what was printed, and what is computed."""
    async with Client(stack.url("stats")) as stats:

        async def rows(name: str) -> dict[str, tuple[str, Any]]:
            document = await stats.ask("GET", f"/stats/v1/documents/{name}")
            return {row["id"]: (row["verdict"], row["computed"]) for row in document["rows"]}

        found = await stats.ask("GET", "/stats/v1/documents")
        return {each["name"]: await rows(each["name"]) for each in found["documents"]}
