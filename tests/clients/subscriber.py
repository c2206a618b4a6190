"""The subscriber of docs/subscribe.md, as it stands there, in a process of its own."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from deploy.local.places import PROJECT

GUIDE = PROJECT / "docs" / "subscribe.md"


BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def code() -> str:
    """The first block of Python in the guide: the subscriber."""
    return str(BLOCK.findall(GUIDE.read_text("utf-8"))[0])


def verifier() -> str:
    """The second one: what reads the feed and proves that it has everything."""
    return str(BLOCK.findall(GUIDE.read_text("utf-8"))[1])


@contextmanager
def subscribed(folder: Path, told: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The subscriber while the block lasts; it is killed at its end, as a crash would."""
    script = folder / "subscriber.py"
    script.write_text(code(), encoding="utf-8")
    environ = {**os.environ, "OUTCOMES": str(folder / "outcomes.db"), **told}
    with (folder / "subscriber.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, str(script)], env=environ, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def outcomes(folder: Path) -> dict[str, tuple[int, str, str | None]]:
    """Sequence, outcome and code by application, as far as they are kept."""
    file = folder / "outcomes.db"
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file)) as kept:
        tables = kept.execute("SELECT name FROM sqlite_master").fetchall()
        rows = kept.execute("SELECT * FROM outcomes").fetchall() if tables else []
    return {row[0]: (row[1], row[4], row[3]) for row in rows}
