"""`laurel up`: the local stack for a person to use."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.addresses import print_addresses
from deploy.cli.background import start_in_background
from deploy.cli.until_stopped import run_until_stopped
from deploy.local.places import BASE, PROGRAMMES, Places
from deploy.local.record import Record, read_record
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.calendar import BEIJING
from shared.clock import SimulatedClock
from shared.mongo import without_login

BEGINS = datetime(2019, 7, 1, 9, tzinfo=BEIJING)
"""The call of the programme that Laurel comes with is open then."""

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
    fresh: Annotated[bool, typer.Option(help="Without what it held before.")] = False,
    programmes: Annotated[
        Path, typer.Option(help="Folder of the definitions.", show_default="programmes")
    ] = PROGRAMMES,
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
    if foreground:
        run_until_stopped(_stay(base, names, programmes, fresh))
    else:
        chosen = [option for name in names for option in ("--service", name)] or ["--infra-only"]
        options = [*chosen, "--programmes", str(programmes.resolve())]
        run_until_stopped(_send_to_background(base, [*options, *(["--fresh"] if fresh else [])]))


async def _stay(base: Path, services: list[str], programmes: Path, fresh: bool) -> int:
    console = Console()
    async with LocalStack(
        base,
        services=services,
        fresh=fresh,
        programmes=programmes.resolve(),
        begins=BEGINS,
        console=console,
    ) as stack:
        record = read_record(stack.places.record)
        if record:
            print_addresses(console, _addresses(record, stack.clock))
        while not (dead := stack.supervisor.dead()):
            await asyncio.sleep(1.0)
        for death in dead:
            console.print(str(death), markup=False, highlight=False)
        return 1


async def _send_to_background(base: Path, options: list[str]) -> int:
    console = Console()
    record = await start_in_background(console, base, options)
    if record is None:
        return 1
    print_addresses(console, _addresses(record, SimulatedClock(Places(base).clock)))
    console.print(WHAT_NEXT, highlight=False, soft_wrap=True)
    return 0


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
