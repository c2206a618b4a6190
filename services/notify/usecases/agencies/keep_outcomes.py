"""Keeps public outcomes that were heard, so that agencies hear them in one order."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notify.domain.agencies.public_outcome import HeardOutcome
from services.notify.ports import Outcomes


@dataclass(frozen=True)
class KeepOutcomes:
    """Each that is not there yet gets the next position."""

    outcomes: Outcomes

    async def __call__(self, heard: Sequence[HeardOutcome]) -> None:
        await self.outcomes.add(heard)
