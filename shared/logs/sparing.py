"""Libraries that say the same many times a second while a server is away."""

import logging
import time

REPEATED_AFTER = 30.0
"""Seconds for which a library need not say the same again."""

DIFFERENT = 1_000
"""How many different lines are remembered."""


class Sparing(logging.Filter):
    """Lets a line of a library pass once in a while, whatever stands in its gaps; errors always."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is new, or long enough ago, or shows an error."""
        if record.exc_info:
            return True
        now, line = time.monotonic(), (record.name, str(record.msg))
        if now - self._said.get(line, -REPEATED_AFTER) < REPEATED_AFTER:
            return False
        if len(self._said) >= DIFFERENT:
            self._said.clear()
        self._said[line] = now
        return True
