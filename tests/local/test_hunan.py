"""The catalogue of 2022 is played to its figures; who took part and when moves those alone."""

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable
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
from deploy.replay.scenario.loading import load_replay
from deploy.replay.scene import Scene, Services
from deploy.replay.waiting import until
from shared.programmes import Programmes
from tests.local.test_replay import laurel
from tests.local.test_shenzhen import figures, played
from tests.programmes.renaming import renaming_of, write_renamed

CATALOGUE = Scenarios(PROGRAMMES).load("hunan")
DOCUMENT = "hunan-2022.yaml"
BANK = {"uscc": "91350100M000100Y43", "enterprise": {"zh": "某某银行", "en": "A bank"}}
REASON = "登记有误。"


def laurel_figures(base: Path) -> tuple[int, dict[str, str]]:
    """The exit status of `laurel figures`, and the verdict on each row that it names."""
    status, printed = laurel("figures", "hunan", "--base", str(base), "--format", "csv")
    named = re.findall(r"(H[-\w]+) \((\w+)\)", printed.rpartition("not accounted for:")[2])
    return status, dict(named) if "not accounted for:" in printed else {}


def in_scene(stack: LocalStack, act: Callable[[Scene], Awaitable[None]]) -> None:
    """Does something by HTTP after the play."""

    async def run() -> None:
        async with AsyncExitStack() as clients:
            venue = venue_of(stack)
            names = ("intake", "review", "notify", "stats", "mail")
            each = [await clients.enter_async_context(Client(venue.urls[name])) for name in names]
            quiet = Console(file=StringIO())
            await act(scene_of(CATALOGUE, CATALOGUE.size(), 1, venue, Services(*each), quiet))

    asyncio.run(run())


async def post(scene: Scene, path: str, body: dict[str, Any]) -> Any:
    id_, _, act = path.partition("/")
    of_round = f"/review/v1/rounds/{scene.path}/activities"
    activity = f"{scene.programme.id}.{scene.round.id}.activities.{id_}.1"
    token = scene.people.officer
    return await scene.services.review.ask("POST", f"{of_round}/{activity}/{act}", token, data=body)


async def until_figure(scene: Scene, id_: str, value: str) -> None:
    async def counted() -> dict[str, Any]:
        return await figures(scene)

    await until("figures", counted, {id_: value})


async def presents(scene: Scene, roles: list[str], value: str) -> None:
    row = {**BANK, "roles": roles, "reason": REASON}
    answer = await post(scene, "roadshow/attendances", {"attendances": [row]})
    assert answer["results"][0]["done"], answer
    await until_figure(scene, "exhibitors", value)


async def held_on(scene: Scene, day: str) -> None:
    await post(scene, "launch/holding", {"held_on": day, "reason": REASON})
    await until_figure(scene, "launched_on", day)


def test_one_more_exhibitor_or_another_day_is_in_the_one_figure_alone(
    tmp_path: Path, infra: Infra
) -> None:
    base = tmp_path / "stack"
    with played(base, infra, CATALOGUE, PROGRAMMES) as stack:
        assert laurel_figures(base) == (0, {})
        in_scene(stack, lambda scene: presents(scene, ["presented"], "14"))
        assert laurel_figures(base) == (1, {"H03": "different"})
        in_scene(stack, lambda scene: presents(scene, [], "13"))
        in_scene(stack, lambda scene: held_on(scene, "2023-06-25"))
        assert laurel_figures(base) == (1, {"H04": "different"})
        in_scene(stack, lambda scene: held_on(scene, "2023-06-26"))
        assert laurel_figures(base) == (0, {})


def test_a_copy_with_every_stage_milestone_and_activity_renamed_has_the_same_figures(
    tmp_path: Path, infra: Infra
) -> None:
    folder = tmp_path / "renamed"
    folder.mkdir()
    file = PROGRAMMES / "scenarios" / DOCUMENT
    copy, scenario = write_renamed(CATALOGUE.programme, file, folder)
    renaming = renaming_of(CATALOGUE.programme)
    declared = CATALOGUE.programme.activities
    assert [each.id for each in copy.activities] == [renaming.of(each.id) for each in declared]
    (folder / "documents").mkdir()
    shutil.copy(PROGRAMMES / "documents" / DOCUMENT, folder / "documents")
    renamed = load_replay(scenario, Programmes([copy]))
    base = tmp_path / "stack"
    with played(base, infra, renamed, folder):
        assert laurel_figures(base) == (0, {})
