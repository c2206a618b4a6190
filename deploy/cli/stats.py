"""`laurel stats`: the figures, folded from all events."""

import asyncio

import typer
from rich.console import Console

from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.servers import Servers
from services.stats.main import fold_group
from services.stats.store.rebuild import forget
from shared.mongo import connect

GROUP = """\
Counts all figures anew from what happened.

Examples:

\b
  laurel stats rebuild
"""

app = typer.Typer(no_args_is_help=True, help=GROUP)

EXAMPLES = """\
Forgets what was counted and has the service count all events again, from the first.

The figures are the same afterwards. A running service notices within a second; until it is done
the figures are those of the events counted so far. Figures entered from outside stay.

Examples:

\b
  laurel stats rebuild
"""


@app.callback(help=GROUP)
def stats() -> None:
    """The figures, folded from all events."""


@app.command(help=EXAMPLES)
def rebuild(base: Elsewhere = None) -> None:
    """Folds all events again."""
    console = Console()
    servers = servers_of(base)
    partitions = asyncio.run(_forget(servers))
    console.print(f"{partitions} parts of the events are being counted from the first on")


async def _forget(servers: Servers) -> int:
    async with connect(servers.mongo, servers.database("stats")) as database:
        return await forget(database, fold_group(servers.topic_prefix))
