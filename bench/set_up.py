"""(f) How long an empty machine waits for what the demo needs, and for the stack's second start."""

import asyncio
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import Figure
from deploy.local.downloads import run
from deploy.local.places import PROJECT, Places

TURNS = 3
TARGET = 0.4
MOST_SECONDS = 6.0

DEMO, EVERYTHING = ".venv/laurel-runtime", "setup"
"""Targets of make: what the demo needs alone, and everything."""


@dataclass
class Waits:
    """Seconds of one side, turn by turn."""

    set_up: list[float] = field(default_factory=list)
    first_start: list[float] = field(default_factory=list)
    second_start: list[float] = field(default_factory=list)


async def measure(against: Path | None = None) -> list[Figure]:
    """Sets committed checkouts up with nothing cached, turn by turn; starts their stacks twice."""
    ours, before = Waits(), Waits()
    for _ in range(TURNS):
        await _turn(PROJECT, DEMO, ours)
        if against is not None:
            await _turn(against.resolve(), EVERYTHING, before)
    again = median(ours.second_start)
    figures = [
        Figure("set-up", "what the demo needs", median(ours.set_up), "s", "", None),
        Figure("set-up", "first start", median(ours.first_start), "s", "", None),
        Figure("set-up", "second start", again, "s", "< 6 s", again < MOST_SECONDS),
    ]
    if against is not None:
        ratio = median(a / b for a, b in zip(ours.set_up, before.set_up, strict=True))
        figures += [
            Figure("set-up", "the other checkout", median(before.set_up), "s", "", None),
            Figure("set-up", "ratio to it", ratio, "×", "≤ 0.4 ×", ratio <= TARGET),
            Figure("set-up", "its first start", median(before.first_start), "s", "", None),
            Figure("set-up", "its second start", median(before.second_start), "s", "", None),
        ]
    return figures


async def _turn(checkout: Path, target: str, waits: Waits) -> None:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "laurel"
        caches = {"PIP_CACHE_DIR": f"{folder}/pip", "UV_CACHE_DIR": f"{folder}/uv"}
        outer = {name: value for name, value in os.environ.items() if name[:4] != "MAKE"}
        env = outer | caches
        await _timed(["git", "clone", "-q", str(checkout), str(fresh)], env)
        waits.set_up.append(await _timed(["make", "-C", str(fresh), target], env))
        downloads = Places(PROJECT / ".laurel").downloads
        if downloads.exists():
            await asyncio.to_thread(shutil.copytree, downloads, fresh / ".laurel" / "downloads")
        laurel = str(fresh / ".venv" / "bin" / "laurel")
        try:
            waits.first_start.append(await _timed([laurel, "up"], env))
            await _timed([laurel, "down"], env)
            waits.second_start.append(await _timed([laurel, "up"], env))
        finally:
            await _timed([laurel, "down"], env)


async def _timed(argv: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    status, printed = await run(argv, env=env)
    if status != 0:
        raise RuntimeError(f"{' '.join(argv)} failed:\n{printed}")
    return time.perf_counter() - began
