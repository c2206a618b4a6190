"""What is saved when an office takes back what it did."""

from datetime import datetime
from typing import Protocol

from services.review.domain.case import Step
from services.review.domain.twins.finding import Looking
from services.review.ports.held import HeldCase


class Corrections(Protocol):
    """Each is saved in one transaction with what else it touches."""

    async def save(
        self,
        held: HeldCase,
        step: Step,
        freeze_key: str,
        at: datetime,
        *,
        frees_tier: int | None,
        looking: Looking | None,
    ) -> None:
        """The case, and for a recommendation the row of its sheet and the slot in its tier.

        With `looking` the twins of a case that had ended are put on hold anew with it.

        `freeze_key` is what the freeze of its list writes, too. Raises ListFrozen, StaleWrite, and
        SheetStillApplied while the row is not settled.
        """
        ...
