"""What a start is doing, said as it goes on: under a spinner in a terminal, else line by line."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from rich.console import Console

T = TypeVar("T")
Say = Callable[[str], None]
"""Takes one line."""

SAY_EVERY = 5.0
"""Seconds after which what still goes on is mentioned again."""


def silent(line: str) -> None:
    """For whoever does not want to know."""


def sayer(console: Console) -> Say:
    """Lines on this console, as they are."""
    return lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)


async def with_progress(
    work: Coroutine[Any, Any, T], say: Say, still: Callable[[int], str], every: float = SAY_EVERY
) -> T:
    """What `work` comes to; every few seconds says what `still` makes of the seconds it took."""
    task, began = asyncio.create_task(work), time.monotonic()
    try:
        while not (await asyncio.wait({task}, timeout=every))[0]:
            say(still(round(time.monotonic() - began)))
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


async def under_a_spinner(console: Console, what: str, work: Coroutine[Any, Any, T]) -> T:
    """The same for a step of its own: in a terminal a spinner, else its name and then the time."""
    if console.is_terminal:
        with console.status(f"{what} …") as status:
            return await with_progress(
                work, status.update, lambda seconds: f"{what} … {seconds} s", every=1.0
            )
    say = sayer(console)
    say(f"{what} …")
    return await with_progress(work, say, lambda seconds: f"  … {seconds} s")
