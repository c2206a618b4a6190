"""`laurel up`: the local stack for a person to use."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.addresses import print_addresses
from deploy.cli.background import start_in_background, started_besides, until_ready
from deploy.cli.until_stopped import run_until_stopped
from deploy.local.errors import RunsOtherwise
from deploy.local.hints import laurel, stopping
from deploy.local.lock import Lock
from deploy.local.places import BASE, PROGRAMMES, Places
from deploy.local.record import Record, read_record
from deploy.local.services import PORTAL, SERVICES
from deploy.local.stack import LocalStack
from shared.calendar import BEIJING, beijing_date
from shared.clock import SimulatedClock
from shared.mongo import without_login

BEGINS = datetime(2019, 7, 1, 9, tzinfo=BEIJING)
"""The call of the programme that Laurel comes with is open then."""

PAGES = {
    "stats": ("live boards", "/stats/"),
    "review": ("public lists", "/review/"),
    PORTAL: ("portal", "/portal/"),
    "mail": ("mailbox", ""),
}
"""What a service shows to people, and where."""

CALL_IS_OVER = date(2019, 8, 19)
WEEK = timedelta(days=7)

Base = Annotated[Path, typer.Option(help="Folder for data and logs.", show_default=".laurel")]
Chosen = Annotated[list[str], typer.Option("--service", help="Only these services; repeatable.")]


def up(
    base: Base = BASE,
    service: Chosen = [*SERVICES, PORTAL],  # noqa: B006 - typer copies it
    infra_only: Annotated[bool, typer.Option(help="MongoDB, Kafka and mailbox only.")] = False,
    foreground: Annotated[bool, typer.Option(help="Stay until Ctrl-C or `laurel down`.")] = False,
    fresh: Annotated[bool, typer.Option(help="Without what it held before.")] = False,
    programmes: Annotated[
        Path, typer.Option(help="Folder of the definitions.", show_default="programmes")
    ] = PROGRAMMES,
    quiet_at_the_end: Annotated[bool, typer.Option("--quiet-at-the-end", hidden=True)] = False,
) -> None:
    """Start the local stack in the background and print its addresses.

    The stack is all that Laurel needs on this machine: the four services, the portal, MongoDB,
    Kafka, which carries messages between them, and a mailbox that catches every mail. The first
    start downloads MongoDB and Kafka. When it runs already its addresses are printed again, and
    what it lacks is started besides.

    Its first day is 1 July 2019, when the call of the programme that Laurel comes with is open.
    From there time passes as it really does; `laurel clock set` moves it on.

    Examples:

    \b
      laurel up
      laurel up --service intake --service review
      laurel up --infra-only
      laurel up --base /tmp/another         a second stack beside the first
    """
    names = [] if infra_only else service
    if foreground:
        run_until_stopped(_stay(base, names, programmes, fresh, tell=not quiet_at_the_end))
    else:
        run_until_stopped(_in_background(base, names, programmes.resolve(), fresh))


async def _stay(
    base: Path, services: list[str], programmes: Path, fresh: bool, *, tell: bool
) -> int:
    console = Console()
    async with LocalStack(
        base,
        services=services,
        fresh=fresh,
        programmes=programmes.resolve(),
        begins=BEGINS,
        takes_more=True,
        console=console,
    ) as stack:
        record = read_record(stack.places.record)
        if record and tell:
            print_addresses(console, _addresses(record, stack.clock))
        while not (dead := stack.supervisor.dead()):
            await stack.start_wanted()
            await asyncio.sleep(1.0)
        for death in dead:
            console.print(str(death), markup=False, highlight=False)
        return 1


async def _in_background(base: Path, services: list[str], programmes: Path, fresh: bool) -> int:
    console = Console()
    if (holder := Lock(base).holder()) is not None and not fresh:
        record = await until_ready(console, base, holder)
        if record is None:
            return _not_ready(console, base)
        console.print(f"It runs already (process {holder}).", highlight=False)
        record = await with_what_is_missing(console, base, record, services, programmes)
        if record is None:
            return _not_ready(console, base)
    else:
        chosen = [option for name in services for option in ("--service", name)]
        options = [*(chosen or ["--infra-only"]), "--programmes", str(programmes)]
        record = await start_in_background(
            console, base, [*options, *(["--fresh"] if fresh else [])]
        )
        if record is None:
            return _not_ready(console, base)
    print_addresses(console, _addresses(record, SimulatedClock(Places(base).clock)))
    print_what_next(console, base)
    return 0


async def with_what_is_missing(
    console: Console, base: Path, record: Record, services: list[str], programmes: Path
) -> Record | None:
    """What runs once everything that is wanted does; None when that does not get ready.

    Raises RunsOtherwise for a stack with other definitions, or one that starts nothing besides.
    """
    runs = ", ".join(record.urls) or "MongoDB and Kafka"
    missing = [name for name in services if name not in record.urls]
    if services and record.programmes != str(programmes):
        other = f"goes by the definitions in {record.programmes}, not by {programmes}"
        raise RunsOtherwise(other, runs, base)
    if not missing:
        return record
    if not record.takes_more:
        raise RunsOtherwise(f"lacks {', '.join(missing)}", runs, base)
    console.print(f"It runs {runs}. Starting {', '.join(missing)} besides.", highlight=False)
    now = await started_besides(console, base, record, missing)
    return now if now is not None and set(services) <= now.urls.keys() else None


def _not_ready(console: Console, base: Path) -> int:
    console.print(f"The stack did not become ready. Its log: {base / 'up.log'}", soft_wrap=True)
    return 1


def print_what_next(console: Console, base: Path) -> None:
    """The commands that a person needs next, for this stack; its time moves forward only."""
    commands = {
        laurel("token --role officer", base): "who you are, for Authorization: Bearer …",
        **_moving_on(base),
        laurel("status", base): "is everything well?",
        stopping(base): "stop; what the stack holds stays",
    }
    console.print()
    print_addresses(console, commands)


def _moving_on(base: Path) -> dict[str, str]:
    """How to move the time of the stack on, if it has one of its own: to a day that is to come."""
    file = Places(base).clock
    if not file.exists():
        return {}
    day = max(CALL_IS_OVER, beijing_date(SimulatedClock(file).now()) + WEEK)
    return {laurel(f"clock set {day}", base): "move the stack's time on"}


def _addresses(record: Record, clock: SimulatedClock) -> dict[str, str]:
    shown = {
        kind: record.urls[name] + page
        for name, (kind, page) in PAGES.items()
        if name in record.urls
    }
    documents = {
        f"API of {name}": f"{record.urls[name]}/{name}/docs/"
        for name in SERVICES
        if name in record.urls
    }
    return {
        **shown,
        **documents,
        "time": f"{clock.now().astimezone(BEIJING):%Y-%m-%d %H:%M} in Beijing",
        "SMTP": record.smtp,
        "Kafka": record.kafka,
        "MongoDB": without_login(record.mongo),
    }
