"""`laurel journal`: the journals, from which Kafka can be refilled."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.journals import JOURNALS
from deploy.provision import provision
from deploy.servers import Servers
from shared.journal.replay import replay
from shared.messaging.kafka import Sender
from shared.mongo import connect

GROUP = """\
Sends Kafka again what happened, from the journals that the services keep in MongoDB.

Every service writes down what happens in a journal, beside the record that it happened to; Kafka
only carries it to the others.

Examples:

\b
  laurel journal replay
"""

app = typer.Typer(no_args_is_help=True, help=GROUP)

EXAMPLES = """\
Sends everything that happened to Kafka again, in order for each application.

Refills an empty Kafka after a loss; on a full one it changes nothing, since every reader knows
what it has heard. Missing topics are created first.

Examples:

\b
  laurel journal replay
  laurel journal replay --service review
"""


@app.callback(help=GROUP)
def journal() -> None:
    """The journals, from which Kafka can be refilled."""


@app.command("replay", help=EXAMPLES)
def run_replay(
    service: Annotated[
        str | None, typer.Option(help="only this service's journals: intake, review or notify")
    ] = None,
    base: Elsewhere = None,
) -> None:
    """Refills Kafka."""
    console = Console()
    servers = servers_of(base)
    known = sorted({place.service for place in JOURNALS})
    if service is not None and service not in known:
        raise typer.BadParameter(f"{service!r} keeps no journal; one of: {', '.join(known)}")
    sent = asyncio.run(_replay(servers, service, console))
    console.print(f"sent {sent:,} events")


async def _replay(servers: Servers, only: str | None, console: Console) -> int:
    await provision(servers.kafka, servers.topic_prefix, replication=servers.replication)
    sender = Sender(servers.kafka, "laurel-replay")
    total = 0
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as progress:
            for place in JOURNALS:
                if only not in (None, place.service):
                    continue
                name = f"{place.service} {place.collection}"
                task = progress.add_task(name)
                sent = 0
                async with connect(servers.mongo, servers.database(place.service)) as database:
                    async for sent in replay(
                        database[place.collection],
                        sender,
                        source=place.service,
                        topic_prefix=servers.topic_prefix,
                    ):
                        progress.update(task, description=f"{name}: {sent:,} events")
                progress.update(task, description=f"{name}: {sent:,} events", completed=100)
                total += sent
    finally:
        await sender.stop()
    return total
