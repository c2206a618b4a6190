"""`laurel backup` and `laurel restore`: all that Laurel keeps, in one file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.backup import back_up, restore
from deploy.cli.elsewhere import Elsewhere, servers_of
from shared.errors import Rejected

File = Annotated[Path, typer.Argument(help="The backup.", dir_okay=False)]
Existing = Annotated[Path, typer.Argument(help="The backup.", dir_okay=False, exists=True)]


def run_backup(
    file: File,
    base: Elsewhere = None,
) -> None:
    """Writes all that the services keep into one file, as of one instant. They go on meanwhile.

    Kafka is not in it: the journals are, and Kafka can be refilled from them.

    Example:

    \b
      laurel backup laurel-2026-11-22.backup
    """
    done = asyncio.run(back_up(servers_of(base), file))
    size = file.stat().st_size / 1e6
    _say(f"{done.documents:,} documents of {done.collections} collections, {size:,.1f} MB")


def run_restore(
    file: Existing,
    base: Elsewhere = None,
) -> None:
    """Puts a backup back into empty databases.

    Afterwards give Kafka empty topics, refill them, and count the statistics anew.

    Example:

    \b
      laurel restore laurel-2026-11-22.backup
      laurel provision && laurel journal replay && laurel stats rebuild && laurel audit
    """
    try:
        done = asyncio.run(restore(servers_of(base), file))
    except Rejected as refused:
        _say(f"[red]{refused}[/]")
        raise typer.Exit(1) from None
    _say(f"{done.documents:,} documents into {done.collections} collections")


def _say(text: str) -> None:
    Console().print(text, highlight=False, soft_wrap=True)
