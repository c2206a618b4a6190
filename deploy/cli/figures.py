"""`laurel figures`: what documents printed, beside what is computed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from deploy.cli.figures_output import as_csv, as_json, open_console, print_table, unproven
from deploy.cli.playing import Wanted, play, print_deaths, wanted
from deploy.cli.until_stopped import run_until_stopped
from deploy.cli.venues import venue_of
from deploy.local.errors import StackError
from deploy.local.lock import Lock
from deploy.local.places import BASE, DEMO, FIGURES, PROGRAMMES, REPLAY, Places
from deploy.local.record import read_record
from deploy.local.stack import LocalStack
from deploy.replay.client.answers import Refused
from deploy.replay.client.client import Client
from deploy.replay.client.connection import ConnectionLost
from deploy.replay.scenario.catalogue import Scenarios, UnknownScenario, named
from deploy.replay.scenario.loading import Replay
from deploy.servers import find_servers
from shared.programmes import ProgrammeInvalid
from shared.programmes.printed import Documents, PrintedDocument

KEPT = (REPLAY, DEMO, BASE)
"""Where commands keep a stack, in the order in which they are looked at."""

Report = Mapping[str, Any]
Wants = Mapping[str, PrintedDocument]


def run_figures(
    name: Annotated[
        str, typer.Argument(help="A document, or its first word.", show_default="all of them")
    ] = "",
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="How it is printed.")
    ] = "table",
    language: Annotated[
        Literal["zh", "en"], typer.Option(help="The language of the table.")
    ] = "en",
    base: Annotated[
        Path | None,
        typer.Option(
            help="Ask the stack that runs in this folder, and no other.",
            show_default="those that commands keep",
        ),
    ] = None,
    front_door: Annotated[
        str, typer.Option(envvar="LAUREL_FRONT_DOOR", help="Ask the system at this URL instead.")
    ] = "",
) -> None:
    """Put every value that the documents printed beside what is computed.

    Asks the stack that `laurel replay --keep` or `laurel demo` has up. A round that was not played
    there is played now, on a stack of its own. Exit status 0 only if every computed value is equal
    and every other one is explained; else the rows are named.

    Examples:

    \b
      laurel figures
      laurel figures shenzhen --language zh
      laurel figures --format csv > figures.csv
      laurel figures --front-door http://localhost:8080
    """
    console = open_console(stderr=form != "table")
    wants = _documents(name)
    run_until_stopped(_figures(console, wants, form, language, base, front_door))


async def _figures(
    console: Console,
    wants: Wants,
    form: str,
    language: str,
    base: Path | None,
    front_door: str,
) -> int:
    if front_door:
        found = await _asked(front_door, wants)
    elif base is not None:
        address = _stats_in(base)
        if address is None:
            raise StackError(
                f"No stack runs in {base}. `laurel replay NAME --keep --base {base}` leaves one up."
            )
        found = await _asked(address, wants)
    else:
        found = await _asked_or_played(console, wants)
    reports = [found[name] for name in wants]
    match form:
        case "json":
            typer.echo(as_json(reports))
        case "csv":
            typer.echo(as_csv(reports), nl=False)
        case _:
            for report in reports:
                print_table(console, report, language)
    for line in unproven(reports):
        console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    return 0 if all(report["proven"] for report in reports) else 1


def _documents(name: str) -> dict[str, PrintedDocument]:
    try:
        known = dict(Documents.from_directory(PROGRAMMES))
    except ProgrammeInvalid as invalid:
        typer.echo(str(invalid), err=True)
        raise typer.Exit(1) from invalid
    if not name:
        return known
    try:
        found = named(name, known, "document")
    except UnknownScenario as unknown:
        raise typer.BadParameter(str(unknown), param_hint="NAME") from None
    return {found: known[found]}


async def _asked_or_played(console: Console, wants: Wants) -> dict[str, Report]:
    """From the stacks that are up; what was played on none of them is played now."""
    found: dict[str, Report] = {}
    for folder in KEPT:
        address = _stats_in(folder)
        left = {name: each for name, each in wants.items() if name not in found}
        if address is not None and left:
            begun = await _begun(address, left)
            found |= await _asked(address, begun)
            for name in begun:
                said = f"{name}: as on the stack in {folder}."
                console.print(said, markup=False, highlight=False, soft_wrap=True)
    left = {name: each for name, each in wants.items() if name not in found}
    return found | (await _played(console, left) if left else {})


async def _played(console: Console, wants: Wants) -> dict[str, Report]:
    """Each round on one stack, in the order in which they happened."""
    what = [wanted(replay, None, None) for replay in _replays(wants)]
    names = ", ".join(wants)
    said = f"No stack is up on which {names} was played, so it is played now."
    console.print(said, markup=False, highlight=False, soft_wrap=True)
    async with LocalStack(FIGURES, fresh=True, console=console) as stack:
        return await _on(stack, console, what, wants)


async def _on(
    stack: LocalStack, console: Console, what: Sequence[Wanted], wants: Wants
) -> dict[str, Report]:
    servers = find_servers([stack.places.base])
    for each in what:
        if not (await play(console, venue_of(stack), servers, each)).proven:
            print_deaths(console, stack)
    return await _asked(stack.url("stats"), wants)


def _replays(wants: Wants) -> Iterator[Replay]:
    rounds = {(each.programme, each.round) for each in wants.values()}
    for replay in Scenarios(PROGRAMMES).load_all():
        if (replay.programme.id, replay.round.id) in rounds:
            yield replay


def _stats_in(base: Path) -> str | None:
    """Where the statistics of the stack in this folder are; None without one."""
    if Lock(base).holder() is None:
        return None
    record = read_record(Places(base.resolve()).record)
    return record.urls.get("stats") if record is not None and record.ready else None


async def _begun(address: str, wants: Wants) -> dict[str, PrintedDocument]:
    """The documents of rounds in which anybody has applied."""
    found = {}
    async with Client(address) as stats:
        for name, each in wants.items():
            path = f"/stats/v1/rounds/{each.programme}/{each.round}/board"
            answer = await stats.call("GET", path)
            if answer.ok and any(step["count"] for step in answer.json()["funnel"]):
                found[name] = each
    return found


async def _asked(address: str, wants: Wants) -> dict[str, Report]:
    try:
        async with Client(address) as stats:
            return {name: await stats.ask("GET", f"/stats/v1/documents/{name}") for name in wants}
    except Refused as refused:
        raise StackError(f"The statistics at {address} do not tell it. {refused}") from None
    except (ConnectionLost, OSError) as lost:
        raise StackError(f"The statistics at {address} do not answer: {lost}") from None
