"""When a receiver that takes nothing is warned of, and when it is given up."""

from datetime import datetime, timedelta
from typing import Literal

WARNED_AFTER = timedelta(days=1)
DISABLED_AFTER = timedelta(days=5)
"""From the first attempt that failed, when none has succeeded since; real time."""

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
