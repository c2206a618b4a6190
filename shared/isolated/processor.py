"""What a process that works on foreign bytes gets of the processors: less than the service."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LESS = 10
"""Added to the niceness: work on what strangers sent waits for the service, not the other way."""

LONG = 0.1
"""Of what a call may take; an ordinary file takes some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that a process was given a processor, and that it waited for one."""

    running: float
    waiting: float

    @classmethod
    def of(cls, process: int) -> Self:
        """By now; of what the system does not tell, or of what has ended, none."""
        try:
            said = Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()
            return cls(int(said[0]) / 1e9, int(said[1]) / 1e9)
        except (OSError, ValueError, IndexError):
            return cls(0.0, 0.0)

    def since(self, before: "Spent") -> "Spent":
        """Between the two; none of what has ended."""
        running, waiting = self.running - before.running, self.waiting - before.waiting
        return Spent(max(0.0, running), max(0.0, waiting))


def make_wait(process: int) -> None:
    """From here on the process gets less than the service. From outside, since that is at once."""
    with suppress(OSError):
        lower = min(os.getpriority(os.PRIO_PROCESS, 0) + LESS, 19)
        os.setpriority(os.PRIO_PROCESS, process, lower)


def make_wait_for_all(process: int) -> None:
    """From here on it runs only while nobody else wants to; it can't be given more again."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))


def own_memory(process: int) -> int:
    """Bytes that it holds and no file has; none where the system does not tell."""
    try:
        said = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
        return (int(said[1]) - int(said[2])) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
