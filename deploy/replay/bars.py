"""What the play shows of its stages: a bar each in a terminal, a line each elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from shared.calendar import beijing_date
from shared.clock import Clock

PRINT_EVERY = 10.0
"""Seconds between the lines of one stage where there is no terminal."""


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        seconds = task.finished_time if task.finished else task.elapsed
        return Text(_rate(task.completed, seconds or 0.0).rjust(8), style="cyan")


class Bar:
    """One stage; ends when its context does."""

    def __init__(self, bars: "Bars", name: str, total: int) -> None:
        self._bars = bars
        self.name = name
        self.total = total
        self.done = 0
        self._started = time.monotonic()
        self._printed_at = self._started
        progress = bars.progress
        self._task = progress.add_task(name, total=total, day=bars.day) if progress else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.seconds[self.name] = time.monotonic() - self._started
        if self._task is None:
            self._print()

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        self.reach(self.done + by)

    def reach(self, done: int) -> None:
        """So many are done."""
        self.done = done
        if self._bars.progress and self._task is not None:
            self._bars.progress.update(self._task, completed=done, day=self._bars.day)
        elif time.monotonic() - self._printed_at > PRINT_EVERY and done < self.total:
            self._print()

    def _print(self) -> None:
        self._printed_at = time.monotonic()
        seconds = self._printed_at - self._started
        counted = f"{self.done}/{self.total}"
        self._bars.console.print(
            f"{self._bars.day}  {self.name:<34} {counted:>11} {seconds:6.1f} s "
            f"{_rate(self.done, seconds):>8}",
            highlight=False,
        )


class Bars:
    """The stages so far, each with its day by the clock; `seconds` is how long each took."""

    def __init__(self, console: Console, clock: Clock) -> None:
        self.console = console
        self._clock = clock
        self.seconds: dict[str, float] = {}
        self.progress: Progress | None = None

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self.progress = Progress(
                TextColumn("{task.fields[day]}", style="dim"),
                TextColumn("{task.description:<34}"),
                BarColumn(bar_width=16),
                MofNCompleteColumn(),
                _Rate(),
                TimeElapsedColumn(),
                console=self.console,
                refresh_per_second=4,
            )
            self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.progress:
            self.progress.stop()

    @property
    def day(self) -> str:
        """Which day it is in the round, in Beijing."""
        return beijing_date(self._clock.now()).isoformat()

    def stage(self, name: str, total: int) -> Bar:
        """A new stage of `total` steps."""
        return Bar(self, name, total)


def _rate(done: float, seconds: float) -> str:
    return f"{done / seconds:,.0f}/s" if seconds > 0 and done else ""
