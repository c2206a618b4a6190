"""The 23rd session is played to its figures, which follow from what happened and from no word."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.audit.final import final_audit
from deploy.cli.venues import venue_of
from deploy.local.infra import Infra
from deploy.local.places import PROGRAMMES
from deploy.local.stack import LocalStack
from deploy.replay.client.client import Client
from deploy.replay.players.application import file_application, register_enterprise
from deploy.replay.replay import perform, scene_of
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import Replay, load_replay
from deploy.replay.scene import Filed, Scene, Services
from deploy.replay.waiting import until
from deploy.servers import find_servers
from shared.programmes import Programmes
from shared.programmes.path import Decision, FormalReview
from tests.local.test_replay import laurel
from tests.programmes.renaming import renaming_of, write_renamed
from tests.stack import running_stack

SESSION = Scenarios(PROGRAMMES).load("shenzhen")
ANOTHER_SEED = 99
DOCUMENT = "shenzhen-23.yaml"


@contextmanager
def played(base: Path, infra: Infra, replay: Replay, programmes: Path) -> Iterator[LocalStack]:
    """A stack on which the session was played: every figure is equal, and the books balance."""
    with running_stack(base, infra, programmes=programmes) as stack:
        printed = StringIO()

        async def play() -> bool:
            servers = find_servers([stack.places.base])

            async def books_balance() -> bool:
                return (await final_audit(servers)).balanced

            size, console = replay.size(), Console(file=printed, width=200)
            seed, venue = replay.scenario.seed.usual, venue_of(stack)
            return (await perform(replay, size, seed, venue, console, books_balance)).proven

        assert asyncio.run(play()), printed.getvalue()
        yield stack


async def figures(scene: Scene) -> dict[str, Any]:
    """The value of every measure."""
    found = await scene.services.stats.ask("GET", f"/stats/v1/rounds/{scene.path}")
    return {measure["id"]: measure["value"] for measure in found["measures"]}


async def submitted(scene: Scene) -> Filed:
    """A complete application of a company that nobody knows yet."""
    before = (await scene.review_progress())["cases"]
    enterprise, application = next(e for e in scene.cast if e[1].fate.id == "complete")
    await register_enterprise(scene, enterprise)
    filed = await file_application(scene, enterprise, application)
    await until("its case", scene.review_progress, {"cases": before + 1})
    return filed


async def shortlisted_and_not_approved(scene: Scene) -> dict[str, Any]:
    """What the figures become by one more company, submitted by HTTP while the call is open.

    The committee can't approve it any more: its list is frozen.
    """
    scene.now(scene.round.closes_at - timedelta(hours=9))
    filed = await submitted(scene)
    way = scene.programme.way
    (review,), (preliminary, _) = way.of_kind(FormalReview), way.of_kind(Decision)
    shortlist = {"verdict": preliminary.verdicts.passed.id, "opinion": "同意入围。"}
    for stage, path, what in (
        (review, "formal-review", {"conclude": "accept"}),
        (preliminary, "decisions", shortlist),
    ):
        answer = await scene.services.review.ask(
            "POST",
            f"/review/v1/{path}",
            scene.people.acting_in(stage),
            data={"decisions": [{"application": filed.id, **what}]},
        )
        assert answer["results"][0]["done"], answer

    async def counted() -> dict[str, Any]:
        return await figures(scene)

    return dict(await until("figures", counted, {"shortlisted": "217"}))


def laurel_figures(base: Path) -> tuple[int, dict[str, str]]:
    """The exit status of `laurel figures`, and the verdict on each row that it names."""
    status, printed = laurel("figures", "shenzhen", "--base", str(base), "--format", "csv")
    named = re.findall(r"(Z[-\w]+) \((\w+)\)", printed.rpartition("not accounted for:")[2])
    return status, dict(named) if "not accounted for:" in printed else {}


async def in_scene(stack: LocalStack, replay: Replay) -> dict[str, Any]:
    async with AsyncExitStack() as clients:
        venue = venue_of(stack)
        names = ("intake", "review", "notify", "stats", "mail")
        each = [await clients.enter_async_context(Client(venue.urls[name])) for name in names]
        quiet = Console(file=StringIO())
        scene = scene_of(replay, replay.size(), ANOTHER_SEED, venue, Services(*each), quiet)
        return await shortlisted_and_not_approved(scene)


def test_one_more_company_that_is_shortlisted_and_not_approved_is_in_the_one_figure_alone(
    tmp_path: Path, infra: Infra
) -> None:
    base = tmp_path / "stack"
    with played(base, infra, SESSION, PROGRAMMES) as stack:
        assert laurel_figures(base) == (0, {})
        found = asyncio.run(in_scene(stack, SESSION))
        status, named = laurel_figures(base)
    ids = ("shortlisted", "shortlisted_companies", "approved", "approved_companies")
    assert [found[id_] for id_ in ids] == ["217", "160", "216", "159"]
    assert status == 1
    assert (named["Z03"], named["Z04"]) == ("different", "different")
    assert not {"Z01", "Z02"} & named.keys()


def test_a_copy_with_every_stage_milestone_and_category_renamed_has_the_same_figures(
    tmp_path: Path, infra: Infra
) -> None:
    folder = tmp_path / "renamed"
    folder.mkdir()
    file = PROGRAMMES / "scenarios" / "shenzhen-23.yaml"
    copy, scenario = write_renamed(SESSION.programme, file, folder)
    renaming = renaming_of(SESSION.programme)
    assert [stage.id for stage in copy.path] == [renaming.of(s.id) for s in SESSION.programme.path]
    (folder / "documents").mkdir()
    shutil.copy(PROGRAMMES / "documents" / DOCUMENT, folder / "documents")
    renamed = load_replay(scenario, Programmes([copy]))
    base = tmp_path / "stack"
    with played(base, infra, renamed, folder):
        assert laurel_figures(base) == (0, {})
