"""Cities go through all four services by their division codes, from their tokens to the board."""

from io import StringIO
from pathlib import Path

from rich.console import Console

from deploy.cli.venues import venue_of
from deploy.replay.replay import perform
from deploy.replay.scenario.loading import load_replay
from shared.programmes import Programmes
from tests.clients.http import Account, Http
from tests.journeys.conftest import House
from tests.programmes.cities import DIVISIONS, PROGRAMME, write_cities_scenario
from tests.programmes.small_scenario import SEED


async def test_a_round_of_cities_is_played_to_its_figures(house: House, tmp_path: Path) -> None:
    round_ = next(house.rounds)
    file = write_cities_scenario(tmp_path, round_)
    replay, printed = load_replay(file, Programmes([house.cities])), StringIO()

    async def books_balance() -> bool:
        return True

    venue, console = venue_of(house.stack), Console(file=printed, width=200)
    done = await perform(replay, replay.size(), SEED, venue, console, books_balance)
    assert done.proven, printed.getvalue()
    async with Http(house.urls) as http:
        officer = Account(http, house.stack.issuer.mint("officer-1", ["officer"]))
        queue = {"programme": PROGRAMME, "round": round_.id, "limit": 50}
        lines = (await officer.get("/review/v1/cases", **queue))["cases"]
        whole = [await officer.get(f"/review/v1/cases/{one['application']}") for one in lines]
        assert {one["uscc"] for one in whole} <= set(DIVISIONS.values())
        assert {one["code_kind"] for one in whole} == {"division"}
        code = DIVISIONS["pengjiang"]
        token = house.stack.issuer.mint("city", ["enterprise"], division=code)
        inbox = await Account(http, token).get("/notify/v1/inbox")
        assert [one["application"] for one in inbox["notices"]]
