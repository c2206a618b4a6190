"""Whether our mail server takes anything at present."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.logs import logger

FIRST_PAUSE = timedelta(milliseconds=250)
LONGEST_PAUSE = timedelta(seconds=15)

log = logger("mail")


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when (real time) and why nothing can be sent."""

    since: datetime
    reason: str


class MailServerState:
    """While the server is away nothing is tried but a probe after a growing pause."""

    def __init__(self) -> None:
        self.outage: Outage | None = None
        self._pause = FIRST_PAUSE
        self._resume_at = 0.0

    @property
    def pausing(self) -> bool:
        """Whether the present pause still lasts."""
        return self.pauses_for > timedelta()

    @property
    def pauses_for(self) -> timedelta:
        """How much of the present pause is left."""
        left = self._resume_at - asyncio.get_running_loop().time()
        return timedelta(seconds=max(0.0, left))

    def missed(self, reason: str) -> None:
        """The server could not be reached; several who find out at once pause once."""
        if self.pausing:
            return
        if self.outage is None:
            log.warning("mail server unreachable, notices wait", reason=reason)
        since = self.outage.since if self.outage else datetime.now(UTC)
        self.outage = Outage(since, reason)
        self._resume_at = asyncio.get_running_loop().time() + self._pause.total_seconds()
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def reached(self) -> None:
        """The server answered."""
        if self.outage is not None:
            log.info("mail server reachable again", away_since=self.outage.since.isoformat())
        self.outage = None
        self._pause = FIRST_PAUSE

    async def wait(self) -> None:
        """Returns when a try makes sense."""
        await asyncio.sleep(self.pauses_for.total_seconds())
