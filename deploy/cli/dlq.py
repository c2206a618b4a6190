"""`laurel dlq`: messages that could not be handled."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.dead_letters import Kept, KeptLetter, read_letters, replay_letters
from deploy.discarding import Discarding, Why, discard_letters, discard_messages

HELP = """\
Messages that a service could not handle, each kept as a “dead letter”.

Look at them, mend the cause and send them again; or discard what nobody will ever handle.

Examples:

\b
  laurel dlq list
  laurel dlq show applications.v1/0/3
  laurel dlq replay --all
  laurel dlq discard applications.v1/0/3 --reason "a test of the network" --by "Li, operations"
"""

app = typer.Typer(no_args_is_help=True, help=HELP)
console = Console()

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...")]


@app.callback(help=HELP)
def dlq() -> None:
    """Messages that could not be handled: list, show, replay, discard."""


@app.command("list")
def run_list(
    everything: Annotated[
        bool, typer.Option("--all", help="also those that were sent again or discarded")
    ] = False,
    base: Elsewhere = None,
) -> None:
    """Lists the dead letters that wait for somebody: where, who gave up, why.

    Without a terminal it prints a line each, with tabs between.

    Examples: laurel dlq list · laurel dlq list --all · laurel dlq list | cut -f 1
    """
    kept = _read(base)
    rows = [_row(letter, everything) for letter in (kept.letters if everything else kept.waiting)]
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    if not rows:
        console.print("No dead letters." if everything else "No dead letters wait.")
        return
    whole = Column("id", no_wrap=True)
    became = ["became"] if everything else []
    table = Table(whole, "event", "given up by", "attempts", "when", *became, "reason")
    for row in rows:
        table.add_row(*row)
    console.print(table)


@app.command("show")
def run_show(
    letter_id: Annotated[str, typer.Argument(metavar="ID")],
    base: Elsewhere = None,
) -> None:
    """Shows one dead letter: reason, headers and body as they were kept.

    Example: laurel dlq show applications.v1/0/3
    """
    for letter in _read(base).letters:
        if letter.id == letter_id:
            console.print(f"{letter.id}: given up by {letter.consumer} at {letter.died_at}")
            console.print(f"after {letter.attempts} attempts: {letter.reason}", highlight=False)
            if letter.discard:
                _as_it_is(f"discarded: {letter.discard}")
            elif letter.replayed:
                _as_it_is("sent again since")
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
    letter_ids: Ids = None,
    everything: Annotated[bool, typer.Option("--all", help="all that wait")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="even what was sent again or discarded before")
    ] = False,
    base: Elsewhere = None,
) -> None:
    """Sends dead letters to their topics again, once the cause is mended.

    A message that several services gave up is sent once. What is not one of Laurel's events is not
    sent, since it would only be there once more; a version that knows it sends it.

    Examples: laurel dlq replay applications.v1/0/3 · laurel dlq replay --all
    """
    if not letter_ids and not everything:
        raise typer.BadParameter("name the letters to replay, or say --all")
    servers = servers_of(base)
    wanted = None if everything else frozenset(letter_ids or ())
    done = asyncio.run(replay_letters(servers.kafka, servers.topic_prefix, wanted, again=again))
    console.print(f"messages sent again: {done.sent}")
    if done.before:
        console.print(f"sent again or discarded before (--again): {_several(done.before)}")
    if done.left_out:
        console.print(
            f"letters of messages that are not Laurel's left out: {done.left_out}; "
            "see `laurel dlq discard`"
        )
    if done.foreign:
        console.print(
            "[red]not sent, since they are not Laurel's events and every service would give them "
            f"up again (laurel dlq discard): {_several(done.foreign)}[/]"
        )
    if done.cut:
        console.print(f"[red]not sent, since only their start was kept: {_several(done.cut)}[/]")
    known = done.answered | done.cut | done.foreign | done.before
    unknown = (wanted or frozenset()) - known
    if unknown:
        console.print(f"[red]no such letter: {_several(unknown)}[/]")
    if unknown or (wanted and (done.cut or done.foreign)):
        raise typer.Exit(1)


@app.command("discard")
def run_discard(
    reason: Annotated[str, typer.Option(help="why nobody need handle it; kept for ever")],
    by: Annotated[str, typer.Option(help="who says so; kept for ever")],
    letter_ids: Ids = None,
    message: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TOPIC/PARTITION/OFFSET",
            help="a foreign message whose letters are gone, as `laurel audit` names it; repeatable",
        ),
    ] = None,
    base: Elsewhere = None,
) -> None:
    """Discards messages that nobody will ever handle, such as foreign ones on a topic of Laurel's.

    The message stays where it is: Kafka takes nothing back. What is kept beside it is that it was
    discarded, why and by whom; `laurel audit` tells of it and balances. All letters of the same
    message are discarded with the one that is named, and so is every copy of a foreign message.
    Discarding it a second time changes nothing.

    Examples:

    \b
      laurel dlq discard applications.v1/0/3 --reason "a test" --by "Li, operations"
      laurel dlq discard --message reviews.v1/4/17 --reason "a test" --by "Li, operations"
    """
    if not letter_ids and not message:
        raise typer.BadParameter("name the letters to discard, or messages by --message")
    if not reason.strip() or not by.strip():
        raise typer.BadParameter("--reason and --by can't be empty")
    servers = servers_of(base)
    why = Why(reason.strip(), by.strip(), datetime.now(UTC))
    named = ((discard_letters, letter_ids or []), (discard_messages, message or []))
    failed = False
    for discard, what in named:
        if what:
            done = asyncio.run(discard(servers.kafka, servers.topic_prefix, what, why))
            failed |= _tell(done)
    if failed:
        raise typer.Exit(1)


def _tell(done: Discarding) -> bool:
    """Says what was done; whether something could not be."""
    for made in done.made:
        _as_it_is(f"discarded: {made}")
        if not made.foreign:
            _as_it_is("  one of Laurel's own events: the services that gave it up never handle it")
    for before in done.before:
        _as_it_is(f"was discarded before: {before}")
    if done.unknown:
        console.print(f"[red]there is no {_several(done.unknown)}[/]")
    if done.ours:
        console.print(f"[red]not discarded, since Laurel's events: {_several(done.ours)}[/]")
    return bool(done.unknown or done.ours)


def _several(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _as_it_is(text: str) -> None:
    # Looking for what to highlight takes half a minute in a body of 64 KB without a space.
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _row(letter: KeptLetter, tell_became: bool) -> tuple[str, ...]:
    reason = " ".join(letter.reason[:120].split())
    when = letter.died_at[:19]
    became = "discarded" if letter.discard else "sent again" if letter.replayed else "waits"
    told = (became,) if tell_became else ()
    return letter.id, letter.event or "—", letter.consumer, letter.attempts, when, *told, reason


def _read(base: Path | None) -> Kept:
    servers = servers_of(base)
    return asyncio.run(read_letters(servers.kafka, servers.topic_prefix))
