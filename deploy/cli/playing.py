"""What `laurel demo` and `laurel replay` have in common: playing a scenario, and its ending."""

from dataclasses import dataclass
from pathlib import Path
from socket import gaierror

import typer
from rich.console import Console

from deploy.audit.final import final_audit
from deploy.cli.audit import print_audit
from deploy.local.stack import LocalStack
from deploy.replay.cast.exact import CannotCast
from deploy.replay.client.answers import Refused
from deploy.replay.client.connection import ConnectionLost
from deploy.replay.faults import PlayFault
from deploy.replay.replay import Performance, perform
from deploy.replay.scenario.catalogue import Scenarios, UnknownScenario
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.loading import Replay
from deploy.replay.venue import Venue
from deploy.replay.waiting import Stuck
from deploy.servers import Servers
from shared.programmes import ProgrammeInvalid, PublishedLock

PLAYS_AGAINST = (
    *(CannotCast, PlayFault, Refused, Stuck, ConnectionLost),
    *(TimeoutError, ConnectionRefusedError, gaierror),
)
PATIENCE = 90.0
"""Seconds for which a system that runs already may be away: a server restarts meanwhile."""


@dataclass(frozen=True)
class Wanted:
    """A scenario to play, in which size and with which seed."""

    replay: Replay
    size: RoundSize
    seed: int


ALL = "all"
"""What all scenarios are called together."""


def scenarios(programmes: Path, name: str) -> list[Replay]:
    """The scenarios that are meant; ends the command where they can't be played."""
    try:
        known = Scenarios(programmes)
        found = known.load_all() if name == ALL else [known.load(name)]
    except UnknownScenario as unknown:
        raise typer.BadParameter(str(unknown), param_hint="NAME") from None
    except ProgrammeInvalid as invalid:
        typer.echo(str(invalid), err=True)
        raise typer.Exit(1) from invalid
    lock = PublishedLock.of(programmes)
    for replay in found:
        if not lock.has(replay.programme):
            raise typer.BadParameter(
                f"{replay.id} can't be played: no service knows {replay.programme.key} before it "
                "is published. `laurel programme publish` does that.",
                param_hint="NAME",
            )
    return found


def wanted(replay: Replay, applications: int | None, seed: int | None) -> Wanted:
    """By default at full size with the scenario's usual seed; refuses a size that can't be."""
    try:
        size = replay.size(applications)
    except ValueError as error:
        refused = f"{replay.id} can't be played with {applications}: {error}."
        raise typer.BadParameter(refused, param_hint="--applications") from None
    return Wanted(replay, size, replay.scenario.seed.usual if seed is None else seed)


async def play(console: Console, venue: Venue, servers: Servers, what: Wanted) -> Performance:
    """Plays, compares and audits; what goes against it is one sentence."""

    async def books_balance() -> bool:
        with console.status("Auditing journals, Kafka and statistics …"):
            found = await final_audit(servers)
        print_audit(console, found)
        return found.balanced

    try:
        return await perform(what.replay, what.size, what.seed, venue, console, books_balance)
    except PLAYS_AGAINST as fault:
        why = str(fault) or type(fault).__name__
        message = f"The round could not be played to its end. {why}"
        console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
        return Performance(proven=False, lists={})


def print_deaths(console: Console, stack: LocalStack) -> None:
    """Which processes of the stack have ended, and where the logs are."""
    for death in stack.supervisor.dead():
        console.print(str(death), markup=False, highlight=False)
    print_logs(console, stack.places.base)


def print_logs(console: Console, base: Path) -> None:
    """Where the logs of the stack are."""
    console.print(f"Logs: {base / 'logs'}", highlight=False, soft_wrap=True)


def addresses(urls: dict[str, str], replay: Replay, done: Performance | None) -> dict[str, str]:
    """The pages of the round: its board, the mailbox and the lists that were announced."""
    found = {
        "live board": f"{urls['stats']}/stats/board/{replay.programme.id}/{replay.round.id}",
        "mailbox": urls["mail"],
    }
    lists = list(done.lists.items()) if done else []
    for stage, list_ in lists:
        name = "public list" if len(lists) == 1 else f"public list of {stage}"
        found[name] = f"{urls['review']}/review/lists/{list_}"
    return found
