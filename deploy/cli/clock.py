"""`laurel clock`: how a deadline comes about."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from deploy.local.hints import laurel
from deploy.local.places import BASE, Places
from shared.calendar import (
    BEIJING,
    Calendar,
    ClockPolicy,
    Deadline,
    InvalidOverlay,
    count,
    load_overlay,
)
from shared.clock import SimulatedClock

GROUP = """\
Deadlines, and the simulated time of the local stack.

Examples:

\b
  laurel clock explain --from 2025-04-22 --working-days 10 --inclusive
  laurel clock set 2019-08-19
"""

app = typer.Typer(no_args_is_help=True, help=GROUP)

EXAMPLES = """\
Prints each day of a period and why it counts.

Examples:

\b
  laurel clock explain --from 2025-04-22 --working-days 10 --inclusive
  laurel clock explain --from 2025-09-20T17:30 --natural-days 12
  laurel clock explain --from 2027-01-25 --working-days 5 --overlay days.yaml --json

A date without a time is 00:00; a time without a zone is Beijing's.

Without --inclusive the start day is not counted (Civil Code 201).
"""


SET_EXAMPLES = """\
Moves the simulated time of the local stack on.

Examples:

\b
  laurel clock set 2019-07-13
  laurel clock set 2019-08-19T09:00
"""


@app.command(help=EXAMPLES)
def explain(
    start: Annotated[str, typer.Option("--from", help="When the period starts, ISO 8601.")],
    working_days: Annotated[
        int | None, typer.Option(min=1, max=3660, help="How many days that are worked.")
    ] = None,
    natural_days: Annotated[
        int | None, typer.Option(min=1, max=3660, help="How many days of any kind.")
    ] = None,
    inclusive: Annotated[
        bool, typer.Option("--inclusive/--exclusive", help="Whether the start day counts.")
    ] = False,
    roll_forward: Annotated[
        bool, typer.Option(help="Natural days: whether a last day off moves to a working day.")
    ] = True,
    overlay: Annotated[
        Path | None,
        typer.Option(
            envvar="LAUREL_CALENDAR",
            exists=True,
            dir_okay=False,
            help="Corrections of the calendar.",
        ),
    ] = None,
    language: Annotated[Literal["en", "zh"], typer.Option(help="Of the reasons.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the deadline as JSON.")] = False,
) -> None:
    """Prints each day of a period and why it counts."""
    if (working_days is None) == (natural_days is None):
        raise typer.BadParameter("Give either --working-days or --natural-days.")
    policy = ClockPolicy(
        days=working_days or natural_days or 0,
        kind="working" if natural_days is None else "natural",
        start="inclusive" if inclusive else "exclusive",
        roll_forward=roll_forward,
    )
    deadline = count(policy, _instant(start), _calendar(overlay))
    if as_json:
        told = {"sentence": deadline.sentence().model_dump()}
        typer.echo(json.dumps(deadline.model_dump(mode="json") | told, ensure_ascii=False))
    else:
        _print(deadline, language)


@app.command("set", help=SET_EXAMPLES)
def set_(
    instant: Annotated[str, typer.Argument(metavar="TIME", help="ISO 8601, in Beijing.")],
    base: Annotated[
        Path, typer.Option(help="Folder of the local stack.", show_default=".laurel")
    ] = BASE,
) -> None:
    """Moves the simulated time of the local stack on."""
    file = Places(base).clock
    if not file.exists():
        raise typer.BadParameter(
            f"there is no stack with a simulated clock; start one: {laurel('up', base)}"
        )
    clock, wanted = SimulatedClock(file), _instant(instant)
    now = clock.now()
    if wanted < now:
        raise typer.BadParameter(
            f"it is {now.astimezone(BEIJING):%Y-%m-%dT%H:%M} there, and deadlines that are over "
            f"stay over. To begin anew: {laurel('down', base)} && {laurel('up --fresh', base)}"
        )
    clock.set(wanted)
    typer.echo(f"It is {wanted.astimezone(BEIJING):%Y-%m-%d %H:%M} in Beijing now.")


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not like 2025-04-22 or 2025-04-22T17:30.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=BEIJING)


def _calendar(overlay: Path | None) -> Calendar:
    try:
        return Calendar(load_overlay(overlay) if overlay else None)
    except InvalidOverlay as error:
        raise typer.BadParameter(str(error)) from error


def _print(deadline: Deadline, language: str) -> None:
    table = Table("date", "", "counted", "why")
    table.columns[2].justify = "right"
    for step in deadline.steps:
        number = "–" if step.counted is None else str(step.counted)
        why = step.why.in_language(language)
        table.add_row(step.date.isoformat(), step.date.strftime("%a"), number, why)
    console = Console()
    console.print(table)
    console.print(deadline.sentence().in_language(language), highlight=False)
    beijing = deadline.due_at.astimezone(BEIJING).isoformat()
    console.print(f"late from {beijing} = {deadline.due_at.isoformat()}")
    console.print(f"calendar  {deadline.calendar_version}, {deadline.status}")
