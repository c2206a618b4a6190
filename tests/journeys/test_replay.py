"""A scenario with exact numbers is played on the services to the figures that it names."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from deploy.cli.venues import venue_of
from deploy.replay.faults import PlayFault
from deploy.replay.replay import Performance, perform
from deploy.replay.scenario.loading import Replay, load_replay
from shared.programmes import Programmes
from tests.clients.http import Account, Http
from tests.clients.small_round import SmallRound
from tests.journeys.conftest import House
from tests.programmes.small_scenario import SEED, write_small_scenario


@pytest.fixture
def small(house: House, tmp_path: Path) -> Replay:
    """The small scenario in a round of its own."""
    file = write_small_scenario(tmp_path, house.programme, next(house.rounds))
    return load_replay(file, Programmes([house.programme]))


async def played(house: House, replay: Replay, *, books: bool = True) -> tuple[Performance, str]:
    """How it went, and what was printed."""
    printed = StringIO()
    console = Console(file=printed, width=200)

    async def books_balance() -> bool:
        return books

    size, venue = replay.size(), venue_of(house.stack)
    return await perform(replay, size, SEED, venue, console, books_balance), printed.getvalue()


async def left_over(house: House, replay: Replay) -> tuple[int, int, list[Any]]:
    """Cases that wait for a delivery, those whose delivery failed, and notices to be served."""
    path = f"{replay.programme.id}/{replay.round.id}"
    async with Http(house.urls) as http:
        office = Account(http, house.stack.issuer.mint("association-1", ["association"]))
        review = await office.get(f"/review/v1/rounds/{path}/progress")
        failed = await office.get(f"/notify/v1/rounds/{path}/failed-deliveries")
    waiting = review["stages"]["awaiting_delivery"]
    return waiting, review["delivery_failed"], failed["notices"]


async def test_a_small_scenario_is_played_to_its_figures_and_only_once(
    house: House, small: Replay
) -> None:
    done, printed = await played(house, small)
    assert done.proven, printed
    assert list(done.lists) == ["announcement"]
    for act in (
        "supplement  ",
        "inbox read after a bounce",
        "notices served by post",
        "reasons served by post",
        "objections",
        "announced",
    ):
        assert act in printed
    assert await left_over(house, small) == (0, 0, [])
    with pytest.raises(PlayFault, match="has begun already"):
        await played(house, small)


async def test_a_figure_that_is_not_equal_or_books_that_do_not_balance_prove_nothing(
    house: House, tmp_path: Path
) -> None:
    file = write_small_scenario(tmp_path, house.programme, next(house.rounds))
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["compared"][3]["expected"] = "33.4"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done, printed = await played(house, load_replay(file, Programmes([house.programme])))
    assert not done.proven
    assert printed.count("NO") == 1

    file = write_small_scenario(tmp_path, house.programme, next(house.rounds))
    replay = load_replay(file, Programmes([house.programme]))
    done, printed = await played(house, replay, books=False)
    assert not done.proven
    assert printed.count("NO") == 0


async def test_mails_of_another_round_meanwhile_are_none_of_its_own(
    house: House, small_round: SmallRound, tmp_path: Path
) -> None:
    for _ in range(2):
        await small_round.asked(["M01"])
    file = write_small_scenario(tmp_path, house.programme, next(house.rounds))
    done, printed = await played(house, load_replay(file, Programmes([house.programme])))
    assert done.proven, printed
