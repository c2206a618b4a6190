"""Which recipients' providers limit us at present."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from shared.logs import logger

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=15)
LONGEST_ASKED = timedelta(hours=1)
"""A provider that asks for a longer pause than this is tried all the same."""

log = logger("mail")


@dataclass(slots=True)
class _Limited:
    resume_at: float
    next_pause: timedelta


class Providers:
    """One that limits gets nothing for a growing pause, then one letter, until it takes one.

    The others go on meanwhile.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._limited: dict[str, _Limited] = {}

    @property
    def paused(self) -> frozenset[str]:
        """Those that get nothing now."""
        now = self._now()
        return frozenset(name for name, known in self._limited.items() if known.resume_at > now)

    def is_limiting(self, provider: str) -> bool:
        """Whether it has taken nothing since it last limited us."""
        return provider in self._limited

    def limits(self, provider: str, reason: str, asked: timedelta | None = None) -> None:
        """It takes too much at a time; several letters that find out at once pause once."""
        if provider in self.paused:
            return
        known = self._limited.get(provider)
        pause = known.next_pause if known else FIRST_PAUSE
        wait = max(pause, min(asked or pause, LONGEST_ASKED))
        log.warning(
            "provider limits us, its notices wait",
            provider=provider,
            seconds=wait.total_seconds(),
            reason=reason,
        )
        longer = min(2 * pause, LONGEST_PAUSE)
        self._limited[provider] = _Limited(self._now() + wait.total_seconds(), longer)

    def took(self, provider: str) -> None:
        """It took a letter, or refused one for another reason."""
        if self._limited.pop(provider, None) is not None:
            log.info("provider takes notices again", provider=provider)
