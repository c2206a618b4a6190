"""At the end of a term what is staged and was not sent is taken as it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.domain.supplementing import take_as_it_stands
from services.intake.ports import Applications
from services.intake.usecases.save_supplement import save_supplement
from shared.errors import StaleWrite
from shared.programmes import Programmes
from shared.trace import traced

STILL_ARRIVING = timedelta(minutes=2)
"""How long after its end a term is left alone: what arrived in time may still be on its way in."""

AT_ONCE = 100


@dataclass(frozen=True)
class TakeSupplements:
    """Intake does it, and not review, whose clock spares a case of which something is staged."""

    applications: Applications
    programmes: Programmes

    async def __call__(self, at: datetime) -> int:
        """How many were taken; one that somebody else was quicker with is left to them."""
        taken = 0
        async for found in self.applications.staged_until(at - STILL_ARRIVING, limit=AT_ONCE):
            before = found.application
            programme = self.programmes.get(before.programme, before.programme_version)
            after = take_as_it_stands(before, programme)
            if after is before:
                continue
            try:
                with traced(None, "take supplement"):
                    await save_supplement(self.applications, found, after, at)
            except StaleWrite:
                continue
            taken += 1
        return taken
