"""A programme that is YAML alone is played to its figures; a patent filed again is found in it."""

import asyncio
from contextlib import AsyncExitStack
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.cli.venues import venue_of
from deploy.local.infra import Infra
from deploy.local.places import PROGRAMMES
from deploy.local.stack import LocalStack
from deploy.replay.client.client import Client
from deploy.replay.replay import scene_of
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scene import Scene, Services
from shared.programmes.path import FormalReview
from tests.local.test_shenzhen import ANOTHER_SEED, played, submitted

PRIZE = Scenarios(PROGRAMMES).load("binhai-2024")


async def filed_again(scene: Scene) -> tuple[dict[str, Any], dict[str, Any]]:
    """The case of a patent that another owner files while the call is open, and its twin's."""
    scene.now(scene.round.opens_at)
    filed = await submitted(scene)
    (check,) = scene.programme.way.of_kind(FormalReview)
    centre = scene.people.acting_in(check)

    async def case(application: str) -> dict[str, Any]:
        found = await scene.services.review.ask("GET", f"/review/v1/cases/{application}", centre)
        return dict(found)

    again = await case(filed.id)
    (twin,) = again["twins"]
    return again, await case(twin["application"])


async def in_scene(stack: LocalStack) -> tuple[dict[str, Any], dict[str, Any]]:
    async with AsyncExitStack() as clients:
        venue = venue_of(stack)
        names = ("intake", "review", "notify", "stats", "mail")
        each = [await clients.enter_async_context(Client(venue.urls[name])) for name in names]
        quiet = Console(file=StringIO())
        services = Services(*each)
        return await filed_again(
            scene_of(PRIZE, PRIZE.size(), ANOTHER_SEED, venue, services, quiet)
        )


def test_a_programme_of_yaml_alone_is_played_and_finds_a_patent_of_another_owner_again(
    tmp_path: Path, infra: Infra
) -> None:
    with played(tmp_path / "stack", infra, PRIZE, PROGRAMMES) as stack:
        again, first = asyncio.run(in_scene(stack))
    assert (again["on_hold"], first["on_hold"]) == (True, True)
    assert again["uscc"] != first["uscc"]
    (here,), (there,) = again["twins"], first["twins"]
    assert (here["number"], there["number"]) == (first["number"], again["number"])
    number = again["answers"]["patent_number"]
    assert here["alike"] == [{"of": "patent", "this": number, "other": number}]
