"""Starting the local stack as a process of its own, which stays when the command is over."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from deploy.local.errors import AlreadyRunning
from deploy.local.lock import Lock
from deploy.local.places import PROJECT, Places
from deploy.local.record import Record, read_record

READY_WITHIN = 300.0  # the first time it downloads


async def start_in_background(
    console: Console, base: Path, options: Sequence[str]
) -> Record | None:
    """`laurel up --foreground` with these options, once it is ready.

    None when it did not become so: what it said is printed then. Raises AlreadyRunning.
    """
    holder = Lock(base).holder()
    if holder is not None:
        raise AlreadyRunning(holder, str(base))
    places = Places(base.resolve())
    log = places.base / "up.log"
    places.base.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "deploy.cli.main", "up", "--foreground", "--base", str(base)]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - returns at once, and is meant to outlive us
            [*command, *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=PROJECT,
            start_new_session=True,
        )
    deadline = time.monotonic() + READY_WITHIN
    with console.status("Starting the stack …"):
        while time.monotonic() < deadline and process.poll() is None:
            record = read_record(places.record)
            if record and record.ready and record.pid == process.pid:
                console.print(record.chosen, highlight=False, soft_wrap=True)
                return record
            await asyncio.sleep(0.1)
    process.terminate()
    console.print(log.read_text(encoding="utf-8"), markup=False, highlight=False)
    return None
