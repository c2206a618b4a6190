"""`laurel status`: is everything well?"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from pydantic_core import to_jsonable_python
from rich import box
from rich.console import Console
from rich.table import Table

from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.local.hints import base_option
from deploy.status import Replica, System, look_around


def run_status(
    as_json: Annotated[
        bool, typer.Option("--json", help="for programs, with every detail")
    ] = False,
    base: Elsewhere = None,
) -> None:
    """Shows whether every service, Kafka and MongoDB can do its work.

    One line for each running copy (replica) of a service.
    Asks the local stack, or, with LAUREL_KAFKA and LAUREL_MONGO set, whatever
    LAUREL_SERVICES names: in Docker and Kubernetes a service's name has an
    address for each replica. Exit status 1 when something is not ready; what
    is yellow leaves it ready.

    \b
    lag     messages on Kafka that it has not dealt with
    unsent  for how long its oldest event has waited for Kafka
    parked  messages that failed and wait for another try
    dead    messages that it gave up since it was started
    newest  how long ago the newest event that it dealt with was sent

    Examples:

    \b
      laurel status
      docker compose run --rm laurel status
      laurel status --json | jq '.replicas[] | select(.ready | not)'
      LAUREL_SERVICES='review=http://10.0.0.5:8080' laurel status
    """
    servers = servers_of(base)
    if as_json:
        system = asyncio.run(look_around(servers))
        everything = {"ready": system.ready, **asdict(system)}
        typer.echo(json.dumps(to_jsonable_python(everything), indent=1))
    else:
        console = Console()
        with console.status("asking …"):
            system = asyncio.run(look_around(servers))
        print_system(console, system, base_option(base) if base else "")
    raise typer.Exit(0 if system.ready else 1)


def print_system(console: Console, system: System, which: str = "") -> None:
    """The table, and below it what is wrong; `which` is the option that names the stack."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0)
    for name in ("service", "at", "state", "version"):
        table.add_column(name, no_wrap=True)
    for name in ("lag", "unsent", "parked", "dead", "newest"):
        table.add_column(name, justify="right", no_wrap=True)
    now = datetime.now(UTC)
    for replica in system.replicas:
        table.add_row(*_row(replica, now))
    for server, fault in (("Kafka", system.kafka), ("MongoDB", system.mongo)):
        table.add_row(server, "", "[red]no answer[/]" if fault else "[green]answers[/]")
    console.print(table)
    clocks = next((r.running_clocks for r in system.replicas if r.running_clocks is not None), None)
    if clocks is not None:
        console.print(f"supplement clocks running: {clocks:,}", highlight=False)
    if system.dead_letters:
        waiting = f"dead letters that wait: {system.dead_letters:,} (laurel dlq list{which})"
        console.print(f"[yellow]{waiting}[/]", highlight=False)
    for style, lines in (("yellow", _warned(system)), ("red", _wrong(system))):
        for line in lines:
            console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def _row(replica: Replica, now: datetime) -> list[str]:
    state = "not live" if not replica.live else "ready" if replica.ready else "not ready"
    if "no answer" in replica.wrong:
        state = "no answer"
    colour = "red" if state != "ready" else "yellow" if replica.warned else "green"
    oldest, newest = replica.oldest_unpublished_seconds, replica.newest_event_at
    return [
        replica.service,
        replica.address,
        f"[{colour}]{state}[/]",
        replica.version or "",
        _count(replica.lag),
        "" if oldest is None else _ago(oldest) if oldest else "0",
        _count(replica.parked),
        _count(replica.dead_letters),
        "" if newest is None else _ago((now - newest).total_seconds()),
    ]


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _ago(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(0.0, seconds):.0f} s"


def _wrong(system: System) -> list[str]:
    lines = [line for replica in system.replicas for line in _lines(replica, replica.wrong)]
    return [*lines, *filter(None, (system.kafka, system.mongo))]


def _warned(system: System) -> list[str]:
    return [line for replica in system.replicas for line in _lines(replica, replica.warned)]


def _lines(replica: Replica, found: Mapping[str, str]) -> list[str]:
    whose = f"{replica.service} {replica.address}"
    return [f"{whose}: {check}: {why}" for check, why in found.items()]
