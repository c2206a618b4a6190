"""The work that writes reminders as they become due, and what was missed meanwhile."""

from datetime import UTC, datetime, timedelta

from services.notify.ports import Correspondences
from services.notify.usecases.remind import Remind
from shared.clock import Clock
from shared.error_lines import error_line
from shared.errors import StaleWrite, Unavailable
from shared.logs import logger
from shared.looping import keep_doing

WRITE_EVERY = timedelta(seconds=1)

log = logger("reminders")


class Reminders:
    """Asks what is due by now and never what is due at this very second, so that none is lost."""

    def __init__(self, correspondences: Correspondences, remind: Remind, clock: Clock) -> None:
        self._correspondences = correspondences
        self._remind = remind
        self._clock = clock

    async def run(self) -> None:
        """Reminds until cancelled."""
        await keep_doing("reminders", self.write_due, WRITE_EVERY)

    async def write_due(self) -> None:
        """Writes what is due now."""
        at = self._clock.now()
        async for due in self._correspondences.to_remind(at):
            try:
                await self._remind(due, at=at, real=datetime.now(UTC))
            except (Unavailable, StaleWrite) as error:
                log.warning(
                    "reminder not written", subject=due.application, error=error_line(error)
                )
            # A reminder that can't be written for a fault of ours must not hold up the others.
            except Exception:
                log.exception("reminder not written", subject=due.application)
