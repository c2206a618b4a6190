"""`laurel demo`: the Jiangmen round of 2019, played before your eyes."""

import asyncio
import signal
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.addresses import print_addresses
from deploy.cli.playing import (
    PATIENCE,
    Wanted,
    addresses,
    play,
    print_deaths,
    scenarios,
    wanted,
)
from deploy.cli.until_stopped import run_until_stopped
from deploy.cli.venues import urls_of, venue_behind, venue_of
from deploy.local.errors import AlreadyRunning, StackError
from deploy.local.places import DEMO, PROGRAMMES
from deploy.local.stack import LocalStack
from deploy.servers import find_servers

SCENARIO = "jiangmen-2019"


def demo(
    applications: Annotated[
        int | None,
        typer.Option(help="How many applications are recommended.", show_default="as published"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(help="Another seed makes up other people.", show_default="the scenario's"),
    ] = None,
    keep: Annotated[
        bool | None,
        typer.Option(
            "--keep/--no-keep",
            help="Keep the pages up at the end until Ctrl-C.",
            show_default="keep in a terminal",
        ),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(help="Folder for data and logs; emptied first.", show_default="…/demo"),
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
) -> None:
    """Play the Jiangmen round of 2019 and compare it with the published figures.

    Starts MongoDB, Kafka and the services, and plays enterprises, association, city and province
    through their public interfaces. Exit status 0 only if every figure is equal and the books
    balance.

    Examples:

    \b
      laurel demo
      laurel demo --applications 100
      laurel demo --applications 20000 --seed 7 --no-keep
      docker compose run --rm demo --applications 100
    """
    console = Console()
    staying = console.is_terminal if keep is None else keep
    (replay,) = scenarios(PROGRAMMES, SCENARIO)
    what = wanted(replay, applications, seed)
    if front_door and base is not None:
        raise typer.BadParameter(
            f"Leave out --base, or this: the system at {front_door} is not a local stack in a "
            "folder.",
            param_hint="--front-door",
        )
    if front_door:
        run_until_stopped(_behind(console, front_door, mailbox, what))
    else:
        run_until_stopped(_alone(console, base or DEMO, what, staying))


async def _behind(console: Console, front_door: str, mailbox: str, what: Wanted) -> int:
    servers = find_servers([])
    venue = venue_behind(front_door, mailbox, PATIENCE)
    return 0 if (await play(console, venue, servers, what)).proven else 1


async def _alone(console: Console, base: Path, what: Wanted, keep: bool) -> int:
    try:
        return await _demo(console, base, what, keep)
    except AlreadyRunning as running:
        raise StackError(
            f"A demo is running already: process {running.pid}, data in {base}.\n"
            "Press Ctrl-C where it was started, or stop it from here with\n\n"
            f"    kill {running.pid}\n"
        ) from None


async def _demo(console: Console, base: Path, what: Wanted, keep: bool) -> int:
    started = time.monotonic()
    async with LocalStack(base, fresh=True, console=console) as stack:
        console.print(f"Ready after {time.monotonic() - started:.1f} s.", highlight=False)
        urls = urls_of(stack)
        if keep:
            console.print("Watch it while it is played:")
            print_addresses(console, addresses(urls, what.replay, None))
        servers = find_servers([stack.places.base])
        done = await play(console, venue_of(stack), servers, what)
        if not done.proven:
            print_deaths(console, stack)
        if keep:
            print_addresses(console, addresses(urls, what.replay, done))
            console.print("Press Ctrl-C to stop.", highlight=False)
            await _interrupted()
    return 0 if done.proven else 1


async def _interrupted() -> None:
    """Returns at Ctrl-C, so that looking at the pages does not change the exit status."""
    pressed, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, pressed.set)
    try:
        await pressed.wait()
    finally:
        loop.remove_signal_handler(signal.SIGINT)
