"""`make bench`: every measurement, as a table and a file."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bench import (
    deliveries,
    files,
    fold,
    hostile,
    memory,
    relay,
    set_up,
    submit,
    subscribers,
    visible,
)
from bench.figures import Figure, show, write
from deploy.local.places import PROJECT
from deploy.local.stack import LocalStack

BASE = PROJECT / ".laurel" / "bench"
ALL = ("relay", "fold", "submit", "deliveries", "visible", "files")
CHOICES = (*ALL, "set-up", "subscribers")
LOGGING_AS_IN_PRODUCTION = {**os.environ, "LAUREL_LOGS": "json"}


def bench(
    only: Annotated[
        list[str] | None, typer.Option(help=f"one of {', '.join(CHOICES)}; may be repeated")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(help="another checkout of Laurel, to fold or set up turn by turn"),
    ] = None,
    out: Annotated[Path, typer.Option(help="where the figures are written")] = BASE / "bench.json",
) -> None:
    """Measures Laurel against something else in the same run. Takes some minutes.

    Examples: make bench · make bench ARGS="--only relay --only submit" ·
    make bench ARGS="--only fold --against ../before" · make bench ARGS="--only set-up" ·
    make bench ARGS="--only subscribers"
    """
    console = Console()
    figures = asyncio.run(_measure(tuple(only or ALL), against, console))
    show(figures, console)
    write(figures, out)
    console.print(f"written to {out}")


async def _measure(names: tuple[str, ...], against: Path | None, console: Console) -> list[Figure]:
    figures: list[Figure] = []
    if "set-up" in names:
        figures += await _with_progress(console, "set-up", lambda: set_up.measure(against))
    if {"relay", "fold"} & set(names):
        figures += await _of_infra(names, against, console)
    if "submit" in names:
        # Intake alone, as the bare app is alone: the others would take its cores.
        alone = LocalStack(
            base=BASE,
            fresh=True,
            services=("intake",),
            mail=False,
            console=console,
            environ=LOGGING_AS_IN_PRODUCTION,
        )
        async with alone as stack:
            figures += await _with_progress(console, "submit", lambda: submit.measure(stack))
    for name, measured in (("deliveries", deliveries), ("subscribers", subscribers)):
        if name not in names:
            continue
        sending = LocalStack(
            base=BASE,
            fresh=True,
            services=("notify",),
            mail=False,
            console=console,
            environ=LOGGING_AS_IN_PRODUCTION,
        )
        async with sending as stack:
            figures += await _with_progress(console, name, partial(measured.measure, stack))
    if "files" in names:
        opening = LocalStack(
            base=BASE,
            fresh=True,
            services=("intake", "review"),
            mail=False,
            console=console,
            environ={**LOGGING_AS_IN_PRODUCTION, **hostile.LIMITS},
        )
        async with opening as stack:
            figures += await _with_progress(console, "files", lambda: files.measure(stack))
    if "visible" in names:
        whole = LocalStack(base=BASE, fresh=True, console=console, environ=LOGGING_AS_IN_PRODUCTION)
        async with whole as stack:
            figures += await _with_progress(console, "visible", lambda: visible.measure(stack))
            figures += memory.measure(stack)
    return figures


async def _of_infra(names: tuple[str, ...], against: Path | None, console: Console) -> list[Figure]:
    figures: list[Figure] = []
    async with LocalStack(base=BASE, fresh=True, services=(), mail=False, console=console) as infra:
        for name, work in (
            ("relay", lambda: relay.measure(infra.mongo, infra.kafka)),
            ("fold", lambda: fold.measure(infra, against)),
        ):
            if name in names:
                figures += await _with_progress(console, name, work)
    return figures


async def _with_progress(
    console: Console, name: str, work: Callable[[], Coroutine[Any, Any, list[Figure]]]
) -> list[Figure]:
    with console.status(f"measuring {name} …"):
        return await work()


if __name__ == "__main__":
    typer.run(bench)
