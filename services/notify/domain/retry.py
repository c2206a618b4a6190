"""When a letter that was refused for now is tried again."""

from datetime import timedelta

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
"""Before each further try: 28 hours in all, well inside the days that a notification has."""

LATER = 3
"""The try before which one waits that a server has given up already."""

JITTER = 0.2
LONGEST_RETRY_AFTER = timedelta(hours=10)
"""A server that asks for a longer wait than this doesn't get it."""


def wait_before(retry: int, *, jitter: float, asked: timedelta | None = None) -> timedelta | None:
    """How long to wait before the `retry`-th further try (from 1); None when there is none left.

    `jitter` between -1 and 1 spreads the wait by ±20 %. What the server asked for only delays.
    """
    if retry > len(WAITS):
        return None
    planned = WAITS[retry - 1] * (1 + JITTER * jitter)
    return planned if asked is None else max(planned, min(asked, LONGEST_RETRY_AFTER))
