"""`laurel stats`: the figures, folded from all events."""

import asyncio

import typer
from rich.console import Console

from deploy.servers import Servers, find_servers
from services.stats.main import fold_group
from services.stats.store.rebuild import forget
from shared.mongo import connect

app = typer.Typer(no_args_is_help=True, help="The figures, folded from all events.")

EXAMPLES = """\
Drops what was folded and has the service fold all events again, from the first.

The figures are the same afterwards. A running service notices within a second; until it is done
the figures are those of the events folded so far. Figures entered from outside stay.

Examples:

\b
  laurel stats rebuild
"""


@app.callback()
def stats() -> None:
    """The figures, folded from all events."""


@app.command(help=EXAMPLES)
def rebuild() -> None:
    """Folds all events again."""
    console = Console()
    servers = find_servers()
    partitions = asyncio.run(_forget(servers))
    console.print(f"{partitions} partitions are being folded from the first event on")


async def _forget(servers: Servers) -> int:
    async with connect(servers.mongo, servers.database("stats")) as database:
        return await forget(database, fold_group(servers.topic_prefix))
