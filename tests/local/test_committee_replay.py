"""A committee of a small scenario meets on the real services, through HTTP alone."""

import asyncio
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.audit.final import final_audit
from deploy.cli.venues import venue_of
from deploy.local.infra import Infra
from deploy.local.stack import LocalStack
from deploy.replay.client.client import Client
from deploy.replay.people import People
from deploy.replay.replay import perform
from deploy.replay.scenario.loading import Replay, load_replay
from deploy.replay.venue import Venue
from deploy.servers import find_servers
from shared.programmes import Programmes, PublishedLock
from shared.programmes.path import Decision
from tests.programmes.records import write_records
from tests.stack import running_stack
from tests.unit.pdf.reading import by_pypdf, compact

SEED = 1


async def played(stack: LocalStack, replay: Replay) -> tuple[dict[str, Any], str]:
    """What the committee reads of its meeting after a replay with every figure equal."""
    printed, servers = StringIO(), find_servers([stack.places.base])

    async def books_balance() -> bool:
        return (await final_audit(servers)).balanced

    size, venue, console = replay.size(), venue_of(stack), Console(file=printed, width=200)
    done = await perform(replay, size, SEED, venue, console, books_balance)
    assert done.proven, printed.getvalue()
    return await meeting_of(venue, replay)


async def meeting_of(venue: Venue, replay: Replay) -> tuple[dict[str, Any], str]:
    """The only meeting of the round, and the text of its minutes."""
    *_, committee = replay.programme.way.of_kind(Decision)
    people = People(venue.signer, replay.programme, replay.scenario.accounts)
    token = people.acting_in(committee)
    meetings = f"/review/v1/rounds/{replay.programme.id}/{replay.round.id}/meetings"
    async with Client(venue.urls["review"]) as review:
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
