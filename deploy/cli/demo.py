"""`laurel demo`: the Jiangmen round of 2019, played before your eyes."""

import asyncio
import signal
import time
from pathlib import Path
from socket import gaierror
from typing import Annotated

import typer
from rich.console import Console

from deploy.audit.final import final_audit
from deploy.cli.addresses import print_addresses
from deploy.cli.audit import print_audit
from deploy.cli.until_stopped import run_until_stopped
from deploy.cli.venues import venue_behind, venue_of
from deploy.local.errors import AlreadyRunning, StackError
from deploy.local.issuer import Issuer
from deploy.local.places import BASE, DEMO, Places
from deploy.local.stack import LocalStack
from deploy.replay.cast.casting import DEFAULT_SEED
from deploy.replay.cast.shares import PUBLISHED_RECOMMENDED, SMALLEST, Shares
from deploy.replay.client.answers import Refused
from deploy.replay.client.connection import ConnectionLost
from deploy.replay.demo import DEFINITION, ROUND, Performance, perform
from deploy.replay.faults import PlayFault
from deploy.replay.venue import Venue
from deploy.replay.waiting import Stuck
from deploy.servers import Servers, find_servers

PLAYS_AGAINST = (
    *(PlayFault, Refused, Stuck, ConnectionLost),
    *(TimeoutError, ConnectionRefusedError, gaierror),
)
PATIENCE = 90.0
"""Seconds for which a system that runs already may be away: a server restarts meanwhile."""


def demo(
    applications: Annotated[
        int, typer.Option(min=SMALLEST, help="How many applications are recommended.")
    ] = PUBLISHED_RECOMMENDED,
    seed: Annotated[int, typer.Option(help="Another seed makes up other people.")] = DEFAULT_SEED,
    keep: Annotated[
        bool | None,
        typer.Option(
            "--keep/--no-keep",
            help="Keep the pages up at the end until Ctrl-C.",
            show_default="keep in a terminal",
        ),
    ] = None,
    base: Annotated[
        Path, typer.Option(help="Folder for data and logs; emptied first.", show_default="…/demo")
    ] = DEMO,
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
    shares = Shares(applications)
    if front_door:
        work = _play(console, front_door, mailbox, shares, seed)
    else:
        work = _alone(console, base, shares, seed, staying)
    run_until_stopped(work)


async def _play(console: Console, front_door: str, mailbox: str, shares: Shares, seed: int) -> int:
    places = Places(BASE)
    servers = find_servers([])
    if not Issuer(places.issuer).jwks.exists():
        raise StackError("No system in trial mode runs there: `docker compose up --wait` first.")
    venue = venue_behind(front_door, mailbox, places, PATIENCE)
    return 0 if (await _performance(console, venue, servers, shares, seed)).proven else 1


async def _performance(
    console: Console, venue: Venue, servers: Servers, shares: Shares, seed: int
) -> Performance:
    async def books_balance() -> bool:
        with console.status("Auditing journals, Kafka and statistics …"):
            found = await final_audit(servers)
        print_audit(console, found)
        return found.balanced

    try:
        return await perform(venue, shares, seed, console, books_balance)
    except PLAYS_AGAINST as fault:
        told = str(fault) or type(fault).__name__
        message = f"The round could not be played to its end. {told}"
        console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
        return Performance(proven=False, list_id="")


async def _alone(console: Console, base: Path, shares: Shares, seed: int, keep: bool) -> int:
    try:
        return await _demo(console, base, shares, seed, keep)
    except AlreadyRunning as running:
        raise StackError(
            f"A demo is running already: process {running.pid}, data in {base}.\n"
            "Press Ctrl-C where it was started, or stop it from here with\n\n"
            f"    kill {running.pid}\n"
        ) from None


async def _demo(console: Console, base: Path, shares: Shares, seed: int, keep: bool) -> int:
    started = time.monotonic()
    async with LocalStack(base, fresh=True, console=console) as stack:
        console.print(f"Ready after {time.monotonic() - started:.1f} s.", highlight=False)
        if keep:
            console.print("Watch it while it is played:")
            print_addresses(console, _addresses(stack))
        servers = find_servers([stack.places.base])
        done = await _performance(console, venue_of(stack), servers, shares, seed)
        if not done.proven:
            _tell_of_deaths(console, stack)
        if keep:
            print_addresses(console, _addresses(stack, done.list_id))
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


def _tell_of_deaths(console: Console, stack: LocalStack) -> None:
    for death in stack.supervisor.dead():
        console.print(str(death), markup=False, highlight=False)
    console.print(f"Logs: {stack.places.base / 'logs'}", highlight=False, soft_wrap=True)


def _addresses(stack: LocalStack, list_id: str = "") -> dict[str, str]:
    found = {
        "live board": f"{stack.url('stats')}/stats/board/{DEFINITION.stem}/{ROUND}",
        "mailbox": stack.url("mail"),
    }
    if list_id:
        found["public list"] = f"{stack.url('review')}/review/lists/{list_id}"
    return found
