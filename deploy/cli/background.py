"""Starting the local stack as a process of its own, which stays when the command is over."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

from rich.console import Console

from deploy.local.errors import AlreadyRunning
from deploy.local.lock import Lock
from deploy.local.places import PROJECT, Places
from deploy.local.progress import Say, sayer
from deploy.local.record import Record, read_record

LOOK_EVERY = 0.1


async def start_in_background(
    console: Console, base: Path, options: Sequence[str]
) -> Record | None:
    """`laurel up --foreground` with these options, once it is ready; what it says is repeated.

    None when it did not become so. When this is cancelled before, so is that. Raises
    AlreadyRunning.
    """
    holder = Lock(base).holder()
    if holder is not None:
        raise AlreadyRunning(holder, base)
    places = Places(base.resolve())
    log = places.base / "up.log"
    places.base.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "deploy.cli.main", "up", "--foreground", "--quiet-at-the-end"]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - returns at once, and is meant to outlive us
            [*command, "--base", str(places.base), *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=PROJECT,
            start_new_session=True,
        )
    with log.open(encoding="utf-8", errors="replace") as said:
        repeat = _repeater(said, sayer(console))
        try:
            record = await _ready(
                console, places, process.pid, lambda: process.poll() is None, repeat
            )
        except BaseException:
            process.terminate()
            raise
        repeat()
    return record


async def until_ready(console: Console, base: Path, pid: int) -> Record | None:
    """What runs in `base` once the process that holds it is ready; None if it ends before."""
    places = Places(base.resolve())
    return await _ready(console, places, pid, lambda: Lock(base).holder() == pid, lambda: None)


async def started_besides(
    console: Console, base: Path, running: Record, services: Sequence[str]
) -> Record | None:
    """What runs in `base` once its process has tried to start these services besides.

    None if it ends before.
    """
    places = Places(base.resolve())
    fresh = places.wanted.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(json.dumps(list(services)), encoding="utf-8")
    fresh.replace(places.wanted)
    with console.status("Starting …") if console.is_terminal else nullcontext():
        while Lock(base).holder() == running.pid:
            if not places.wanted.exists():
                return read_record(places.record)
            await asyncio.sleep(LOOK_EVERY)
    return None


async def _ready(
    console: Console,
    places: Places,
    pid: int,
    lives: Callable[[], bool],
    meanwhile: Callable[[], None],
) -> Record | None:
    with console.status("Starting the stack …") if console.is_terminal else nullcontext():
        while lives():
            meanwhile()
            record = read_record(places.record)
            if record and record.ready and record.pid == pid:
                return record
            await asyncio.sleep(LOOK_EVERY)
    return None


def _repeater(log: TextIO, say: Say) -> Callable[[], None]:
    """Says, each time, the whole lines that were added to the log since."""
    rest = ""

    def repeat() -> None:
        nonlocal rest
        *lines, rest = (rest + log.read()).split("\n")
        for line in lines:
            say(line)

    return repeat
