"""The one-time notification: everything that is missing, told at once."""

from typing import Literal

from services.notify.domain.kinds.content import Content
from services.notify.domain.missing import Missing
from shared.contracts.reviews import SupplementTerms


class MissingMaterials(Content):
    """What is missing, and how long there is to send it in this supplement round."""

    kind: Literal["materials_missing"] = "materials_missing"
    supplement_round: int
    missing: Missing
    terms: SupplementTerms

    @property
    def starts_clock_of(self) -> int:
        """Only what asks for something starts a clock."""
        return self.supplement_round
