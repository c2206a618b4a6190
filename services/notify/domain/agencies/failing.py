"""When a receiver that takes nothing is left alone, is warned of, and is given up."""

from datetime import datetime, timedelta
from typing import Literal

WARNED_AFTER = timedelta(days=1)
DISABLED_AFTER = timedelta(days=5)
"""From the first attempt that failed, when none has succeeded since; real time."""

LEFT_ALONE = timedelta(seconds=1), timedelta(seconds=30)
"""After the first run of new messages of which nothing was taken, and at most."""

Measure = Literal["none", "warn", "disable"]


def measure(failing_since: datetime | None, *, warned: bool, real: datetime) -> Measure:
    """What is to be done about a receiver that has failed since then."""
    if failing_since is None:
        return "none"
    if real - failing_since >= DISABLED_AFTER:
        return "disable"
    if real - failing_since >= WARNED_AFTER and not warned:
        return "warn"
    return "none"


def left_alone(in_a_row: int) -> timedelta:
    """How long nothing new is sent after so many runs, from 1, of which nothing was taken."""
    first, most = LEFT_ALONE
    return min(most, first * (1 << min(in_a_row - 1, 10)))
