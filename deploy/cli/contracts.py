"""`laurel contracts`: the published shape of every event."""

import json

import typer
from rich.console import Console

from shared.contracts import KINDS
from shared.contracts.asyncapi import asyncapi
from shared.contracts.compatibility import breaks, record_schemas, recorded_schema, schema_of

GROUP = """\
The messages that services send one another: has a change broken one?

Each kind of message (“event”) has a published JSON Schema, which other systems rely on.

Examples:

\b
  laurel contracts check
  laurel contracts record
  laurel contracts asyncapi > asyncapi.json
"""

app = typer.Typer(no_args_is_help=True, help=GROUP)


@app.callback(help=GROUP)
def contracts() -> None:
    """The published shape of every event."""


@app.command("check")
def run_check() -> None:
    """Tells what of a change to an event would break a reader; exit status 1 if anything would.

    Example: laurel contracts check
    """
    console, wrong = Console(), 0
    for type_ in KINDS:
        old = recorded_schema(type_)
        for line in breaks(old, schema_of(type_)) if old else ():
            console.print(f"[red]{type_}[/] {line}", highlight=False)
            wrong += 1
    console.print(f"{len(KINDS)} kinds of events, {wrong} breaking changes")
    raise typer.Exit(1 if wrong else 0)


@app.command("record")
def run_record() -> None:
    """Writes down the schemas as they are now, once the check is green.

    Example: laurel contracts check && laurel contracts record
    """
    changed = record_schemas()
    Console().print("\n".join(changed) or "Nothing has changed.")


@app.command("asyncapi")
def run_asyncapi() -> None:
    """Prints the public topic as an AsyncAPI 3.0 document, for agencies and their tools.

    Example: laurel contracts asyncapi > asyncapi.json
    """
    typer.echo(json.dumps(asyncapi(), ensure_ascii=False, indent=1))
