"""`laurel up`: the local stack for a person to use."""

import asyncio
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.addresses import print_addresses
from deploy.cli.until_stopped import run_until_stopped
from deploy.local.errors import AlreadyRunning
from deploy.local.lock import Lock
from deploy.local.places import BASE, PROJECT, Places
from deploy.local.record import Record, read_record
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.calendar import BEIJING
from shared.clock import SimulatedClock
from shared.mongo import without_login

BEGINS = datetime(2019, 7, 1, 9, tzinfo=BEIJING)
"""The call of the programme that Laurel comes with is open then."""

READY_WITHIN = 300.0  # the first time it downloads

PAGES = {
    "intake": ("interface of intake", "/openapi.json"),
    "notify": ("interface of notify", "/openapi.json"),
    "mail": ("mailbox", ""),
    "stats": ("live boards", "/stats/"),
    "review": ("public lists", "/review/"),
}
"""What a service shows to people, and where."""

Base = Annotated[Path, typer.Option(help="Folder for data and logs.", show_default=".laurel")]
Chosen = Annotated[list[str], typer.Option("--service", help="Only these services; repeatable.")]


def up(
    base: Base = BASE,
    service: Chosen = list(SERVICES),  # noqa: B006 - typer copies it
    infra_only: Annotated[bool, typer.Option(help="MongoDB, Kafka and mailbox only.")] = False,
    foreground: Annotated[bool, typer.Option(help="Stay until Ctrl-C or `laurel down`.")] = False,
) -> None:
    """Start the local stack in the background and print its addresses.

    Its first day is 1 July 2019, when the call of the programme that Laurel comes with is open.
    From there time passes as it really does; `laurel clock set` moves it on.

    Examples:

    \b
      laurel up
      laurel up --service intake --service review
      laurel up --infra-only
    """
    names = [] if infra_only else service
    run_until_stopped(_stay(base, names) if foreground else _send_to_background(base, names))


async def _stay(base: Path, services: list[str]) -> int:
    console = Console()
    async with LocalStack(base, services=services, begins=BEGINS, console=console) as stack:
        record = read_record(stack.places.record)
        if record:
            print_addresses(console, _addresses(record, stack.clock))
        while not (dead := stack.supervisor.dead()):
            await asyncio.sleep(1.0)
        for death in dead:
            console.print(str(death), markup=False, highlight=False)
        return 1


async def _send_to_background(base: Path, services: list[str]) -> int:
    console = Console()
    holder = Lock(base).holder()
    if holder is not None:
        raise AlreadyRunning(holder, str(base))
    places = Places(base.resolve())
    log = places.base / "up.log"
    places.base.mkdir(parents=True, exist_ok=True)
    chosen = [option for name in services for option in ("--service", name)] or ["--infra-only"]
    command = [sys.executable, "-m", "deploy.cli.main", "up", "--foreground", "--base", str(base)]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - returns at once, and is meant to outlive us
            [*command, *chosen],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=PROJECT,
            start_new_session=True,
        )
    deadline = time.monotonic() + READY_WITHIN
    with console.status("Starting the stack …"):
        while time.monotonic() < deadline and process.poll() is None:
            record = read_record(places.record)
            if record and record.ready and record.pid == process.pid:
                console.print(record.chosen, highlight=False, soft_wrap=True)
                print_addresses(console, _addresses(record, SimulatedClock(places.clock)))
                console.print(WHAT_NEXT, highlight=False, soft_wrap=True)
                return 0
            await asyncio.sleep(0.1)
    process.terminate()
    console.print(log.read_text(encoding="utf-8"), markup=False, highlight=False)
    return 1


WHAT_NEXT = """
.venv/bin/laurel token --role officer    who you are, for the services' Authorization: Bearer …
.venv/bin/laurel clock set 2019-08-19    move the stack's time on
make down                                stop; what the stack holds stays"""


def _addresses(record: Record, clock: SimulatedClock) -> dict[str, str]:
    shown = ((PAGES.get(name, (name, "")), url) for name, url in record.urls.items())
    return {
        **{kind: url + page for (kind, page), url in shown},
        "time": f"{clock.now().astimezone(BEIJING):%Y-%m-%d %H:%M} in Beijing",
        "SMTP": record.smtp,
        "Kafka": record.kafka,
        "MongoDB": without_login(record.mongo),
    }
