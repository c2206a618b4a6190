"""`laurel replay`: the round of a programme, played again from its scenario."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.addresses import print_addresses
from deploy.cli.background import start_in_background
from deploy.cli.playing import (
    ALL,
    PATIENCE,
    Wanted,
    addresses,
    play,
    print_deaths,
    print_logs,
    scenarios,
    wanted,
)
from deploy.cli.until_stopped import run_until_stopped
from deploy.cli.venues import venue_behind, venue_in, venue_of
from deploy.local.errors import StackError
from deploy.local.hints import laurel
from deploy.local.lock import Lock
from deploy.local.places import PROGRAMMES, REPLAY, Places
from deploy.local.record import read_record
from deploy.local.stack import LocalStack
from deploy.replay.scenario.loading import Replay
from deploy.replay.venue import Venue
from deploy.servers import Servers, find_servers


def run_replay(
    name: Annotated[
        str,
        typer.Argument(
            metavar=f"NAME|{ALL}", help="A scenario, or its first word: its newest round."
        ),
    ],
    applications: Annotated[
        int | None,
        typer.Option(help="The size of the round, where it scales.", show_default="as published"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(help="Another seed makes up other people.", show_default="the scenario's"),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the stack up afterwards.")] = False,
    base: Annotated[
        Path | None,
        typer.Option(
            help="Folder for data and logs; emptied first, unless a stack runs there to play on.",
            show_default=".laurel/replay",
        ),
    ] = None,
    front_door: Annotated[
        str,
        typer.Option(
            envvar="LAUREL_FRONT_DOOR", help="Play on the system in trial mode at this URL instead."
        ),
    ] = "",
    mailbox: Annotated[
        str, typer.Option(envvar="LAUREL_MAILBOX", help="URL of that system's mail catcher.")
    ] = "",
    programmes: Annotated[
        Path,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Folder of the definitions and their scenarios.",
            show_default="programmes",
        ),
    ] = PROGRAMMES,
) -> None:
    """Play the round of a programme again and compare it with what was published.

    A scenario says who takes part, what becomes of whom, when, and what is compared. Everything
    goes through the public HTTP interfaces of a local stack, or of a system that runs already.
    Exit status 0 only if all is equal and the books balance.

    Examples:

    \b
      laurel replay jiangmen --applications 100
      laurel replay shenzhen --keep
      laurel replay all
      laurel up && laurel replay shenzhen --base .laurel
      laurel replay jiangmen --front-door http://localhost:8080 --mailbox http://localhost:8025
    """
    console = Console()
    replays = scenarios(programmes, name)
    whats = [_wanted(replay, applications, seed, alone=name != ALL) for replay in replays]
    if front_door and (base is not None or keep):
        raise typer.BadParameter(
            f"Leave out {'--base' if base is not None else '--keep'}, or this: the system at "
            f"{front_door} is not a local stack in a folder.",
            param_hint="--front-door",
        )
    base = REPLAY if base is None else base
    if front_door:
        run_until_stopped(_behind(console, front_door, mailbox, whats))
    elif Lock(base).holder() is not None:
        run_until_stopped(_there(console, base, whats))
    elif keep:
        run_until_stopped(_keeping(console, base, programmes, whats))
    else:
        run_until_stopped(_alone(console, base, programmes, whats))


def _wanted(replay: Replay, applications: int | None, seed: int | None, *, alone: bool) -> Wanted:
    """Among all, a scenario of one size only is played in that."""
    scales = alone or replay.scenario.size is not None
    return wanted(replay, applications if scales else None, seed)


async def _behind(console: Console, front_door: str, mailbox: str, whats: Sequence[Wanted]) -> int:
    servers = find_servers([])
    return await _play(console, venue_behind(front_door, mailbox, PATIENCE), servers, whats)


async def _there(console: Console, base: Path, whats: Sequence[Wanted]) -> int:
    """On the stack that runs in the folder."""
    record = read_record(Places(base.resolve()).record)
    if record is None or not record.ready:
        raise StackError(f"The stack in {base} is not ready yet. Try again in a moment.")
    status = await _play(console, venue_in(base, record), find_servers([base]), whats)
    if status:
        print_logs(console, base)
    return status


async def _keeping(console: Console, base: Path, programmes: Path, whats: Sequence[Wanted]) -> int:
    """On a stack of its own that stays."""
    options = ["--fresh", "--programmes", str(programmes.resolve())]
    record = await start_in_background(console, base, options)
    if record is None:
        print_logs(console, base)
        return 1
    for what in whats:
        print_addresses(console, addresses(record.urls, what.replay, None))
    status = await _there(console, base, whats)
    stop = laurel("down", base)
    console.print(f"The stack stays up. Stop it with\n\n    {stop}\n", soft_wrap=True)
    return status


async def _alone(console: Console, base: Path, programmes: Path, whats: Sequence[Wanted]) -> int:
    """On a stack of its own, for as long as it takes."""
    started = time.monotonic()
    stack = LocalStack(base, fresh=True, programmes=programmes.resolve(), console=console)
    async with stack:
        console.print(f"Ready after {time.monotonic() - started:.1f} s.", highlight=False)
        servers = find_servers([stack.places.base])
        status = await _play(console, venue_of(stack), servers, whats)
        if status:
            print_deaths(console, stack)
    return status


async def _play(console: Console, venue: Venue, servers: Servers, whats: Sequence[Wanted]) -> int:
    """Each in turn, whatever comes of the one before."""
    proven = []
    for what in whats:
        name = what.replay.scenario.name
        console.print(f"{name.zh} {name.en}", style="bold", markup=False, highlight=False)
        proven.append((await play(console, venue, servers, what)).proven)
    return 0 if all(proven) else 1
