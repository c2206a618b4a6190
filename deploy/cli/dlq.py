"""`laurel dlq`: messages that could not be handled."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from deploy.dead_letters import KeptLetter, read_letters, replay_letters
from deploy.servers import Servers, find_servers

app = typer.Typer(no_args_is_help=True, help="Messages that could not be handled.")
console = Console()


@app.callback()
def dlq() -> None:
    """Messages that could not be handled: list, show, replay."""


@app.command("list")
def run_list() -> None:
    """Lists dead letters: where, who gave up, why.

    Without a terminal it prints a line each, with tabs between.

    Examples: laurel dlq list · laurel dlq list | cut -f 1
    """
    letters = asyncio.run(_read(find_servers()))
    rows = [_row(letter) for letter in letters]
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    if not rows:
        console.print("No dead letters.")
        return
    whole = Column("id", no_wrap=True)
    table = Table(whole, "event", "given up by", "attempts", "when", "reason")
    for row in rows:
        table.add_row(*row)
    console.print(table)


@app.command("show")
def run_show(letter_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Shows one dead letter: reason, headers and body as they were kept.

    Example: laurel dlq show applications.v1/0/3
    """
    for letter in asyncio.run(_read(find_servers())):
        if letter.id == letter_id:
            console.print(f"{letter.id}: given up by {letter.consumer} at {letter.died_at}")
            console.print(f"after {letter.attempts} attempts: {letter.reason}", highlight=False)
            if letter.whole_at:
                console.print(
                    "The message was too large to be kept whole and can't be sent again: this is "
                    f"its start, the whole is at {letter.whole_at} (topic/partition/offset).",
                    highlight=False,
                )
            for name, value in letter.message.headers:
                _as_it_is(f"{name}: {value.decode('utf-8', 'backslashreplace')}")
            _as_it_is(letter.message.value.decode("utf-8", "backslashreplace"))
            return
    console.print(f"[red]There is no dead letter {letter_id!r}.[/] See `laurel dlq list`.")
    raise typer.Exit(1)


@app.command("replay")
def run_replay(
    letter_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    everything: Annotated[bool, typer.Option("--all", help="all that were not sent yet")] = False,
) -> None:
    """Sends dead letters to their topics again, once the cause is mended.

    A message that several readers gave up is sent once. --all leaves malformed ones out: whoever
    could not read them would bury them again, unless it can by now. Name those.

    Examples: laurel dlq replay applications.v1/0/3 · laurel dlq replay --all
    """
    if not letter_ids and not everything:
        raise typer.BadParameter("name the letters to replay, or say --all")
    servers = find_servers()
    wanted = None if everything else frozenset(letter_ids or ())
    done = asyncio.run(replay_letters(servers.kafka, servers.topic_prefix, wanted))
    console.print(f"messages sent again: {done.sent}")
    if done.left_out:
        console.print(f"malformed letters left out: {done.left_out}; name them to send them too")
    if done.cut:
        cut = ", ".join(sorted(done.cut))
        console.print(f"[red]not sent, since only their start was kept: {cut}[/]")
    unknown = sorted((wanted or frozenset()) - done.answered - done.cut)
    if unknown:
        console.print(f"[red]no such letter: {', '.join(unknown)}[/]")
    if unknown or (wanted and done.cut):
        raise typer.Exit(1)


def _as_it_is(text: str) -> None:
    # Looking for what to highlight takes half a minute in a body of 64 KB without a space.
    console.print(text, markup=False, highlight=False)


def _row(letter: KeptLetter) -> tuple[str, ...]:
    reason = " ".join(letter.reason[:120].split())
    when = letter.died_at[:19]
    return letter.id, letter.event or "—", letter.consumer, letter.attempts, when, reason


async def _read(servers: Servers) -> list[KeptLetter]:
    return [letter async for letter in read_letters(servers.kafka, servers.topic_prefix)]
