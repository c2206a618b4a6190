"""A committee of a small scenario meets on the real services, through HTTP alone."""

import asyncio
from contextlib import AsyncExitStack
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.cli.venues import venue_of
from deploy.local.infra import Infra
from deploy.local.stack import LocalStack
from deploy.replay.client.client import Client
from deploy.replay.players import acts_of
from deploy.replay.replay import scene_of
from deploy.replay.scenario.loading import Replay, load_replay
from deploy.replay.scene import Scene, Services
from shared.programmes import Programmes, PublishedLock
from shared.programmes.path import Decision
from tests.programmes.records import write_records
from tests.stack import running_stack
from tests.unit.pdf.reading import by_pypdf, compact

SEED = 1


async def played(stack: LocalStack, replay: Replay) -> tuple[dict[str, Any], str]:
    """What the committee reads of its meeting when everything was played."""
    async with AsyncExitStack() as clients:
        venue = venue_of(stack)
        names = ("intake", "review", "notify", "stats", "mail")
        each = [await clients.enter_async_context(Client(venue.urls[name])) for name in names]
        quiet = Console(file=StringIO())
        scene = scene_of(replay, replay.size(), SEED, venue, Services(*each), quiet)
        scene.mails_before = await scene.services.mail.ask("GET", "/counts")
        with scene.bars:
            for act in acts_of(replay):
                await act.play(scene)
        return await meeting_of(scene)


async def meeting_of(scene: Scene) -> tuple[dict[str, Any], str]:
    """The only meeting of the round, and the text of its minutes."""
    *_, committee = scene.programme.way.of_kind(Decision)
    review, token = scene.services.review, scene.people.acting_in(committee)
    meetings = f"/review/v1/rounds/{scene.path}/meetings"
    (line,) = (await review.ask("GET", meetings, token))["meetings"]
    at = f"{meetings}/{line['meeting']}"
    minutes = await review.need("GET", f"{at}/minutes.pdf", token)
    return await review.ask("GET", at, token), compact(by_pypdf(minutes.body))


def test_a_committee_meets_in_a_replay_and_its_minutes_tell_of_it(
    tmp_path: Path, infra: Infra
) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    programme, scenario = write_records(folder)
    PublishedLock.of(folder).publish(programme)
    replay = load_replay(scenario, Programmes([programme]))
    with running_stack(tmp_path / "stack", infra, programmes=folder) as stack:
        meeting, minutes = asyncio.run(played(stack, replay))
    assert (meeting["state"], meeting["passed"], meeting["failed"]) == ("held", 3, 1)
    assert meeting["quorum"]["needed"] <= meeting["present"] == 8
    for said in ("一号会议室", "委员1", "主动回避", "会议审议4项：通过3项，未通过1项"):
        assert compact(said) in minutes, said
