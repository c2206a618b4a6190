"""Whatever takes long says so while it lasts, also where nobody can see a spinner."""

import asyncio
import io
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from deploy.local import downloads
from deploy.local.downloads import fetch
from deploy.local.progress import Say, T, silent, under_a_spinner, with_progress


def still(seconds: int) -> str:
    return "still at it"


async def test_it_is_mentioned_until_it_is_done_and_what_came_of_it_is_given_back() -> None:
    said: list[str] = []
    twice = asyncio.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            twice.set()

    async def work() -> int:
        await twice.wait()
        return 7

    assert await with_progress(work(), say, still, every=0.001) == 7
    assert set(said) == {"still at it"}


async def test_what_is_given_up_has_ended_when_the_waiting_has() -> None:
    ended = began = False

    async def work() -> None:
        nonlocal ended, began
        began = True
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended = True

    waiting = asyncio.create_task(with_progress(work(), silent, still))
    while not began:
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended


async def test_without_a_terminal_a_step_is_a_line() -> None:
    console = Console(file=io.StringIO())

    async def work() -> str:
        return "done"

    assert await under_a_spinner(console, "Starting [all]", work()) == "done"
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "Starting [all] …\n"


async def test_a_download_says_what_it_is_and_how_much_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    (tmp_path / "half").write_bytes(b"x" * 3_000_000)
    monkeypatch.setattr(downloads, "with_progress", at_once)
    status, _ = await fetch(["true"], "mongod", tmp_path, said.append)
    assert status == 0
    assert said[:2] == [
        "Downloading mongod, once for this checkout …",
        "  mongod: 3 MB, 5 s so far",
    ]


async def at_once(work: Coroutine[Any, Any, T], say: Say, still: Callable[[int], str]) -> T:
    """As if the first five seconds were over at once."""
    say(still(5))
    return await work
