"""`laurel down`: stops the local stack."""

import os
import signal
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deploy.local.hints import laurel
from deploy.local.lock import Lock
from deploy.local.places import BASE, DEMO, REPLAY

STOPPED_WITHIN = 60.0


def down(
    base: Annotated[
        Path, typer.Option(help="Folder of the local stack.", show_default=".laurel")
    ] = BASE,
) -> None:
    """Stop the local stack; its data stays.

    Example:  laurel down
    """
    console = Console()
    holder = Lock(base).holder()
    if holder is None:
        console.print("No stack is running.")
        for other in (DEMO, REPLAY):
            _tell_of_another(console, base / other.name)
        return
    deadline = time.monotonic() + STOPPED_WITHIN
    with console.status(f"Stopping the stack (process {holder}) …"):
        os.kill(holder, signal.SIGTERM)
        while Lock(base).holder() == holder and time.monotonic() < deadline:
            time.sleep(0.05)
        if Lock(base).holder() == holder:
            console.print(f"It did not stop within {STOPPED_WITHIN:g} s; killing it.")
            os.kill(holder, signal.SIGKILL)
    console.print("Stopped.")


def _tell_of_another(console: Console, base: Path) -> None:
    if player := Lock(base).holder():
        console.print(
            f"A {base.name} is, as process {player}. Press Ctrl-C where it was started, or stop it "
            f"from here with\n\n    {laurel('down', base)}\n",
            highlight=False,
            soft_wrap=True,
        )
