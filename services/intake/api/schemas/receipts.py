"""What an enterprise keeps as proof."""

from typing import Self

from services.intake.api.schemas.instants import Instant
from services.intake.domain.application import Application
from shared.record import Record


class Receipt(Record):
    """Proof of submission."""

    id: str
    number: str
    received_at: Instant
    stage: str

    @classmethod
    def of(cls, application: Application) -> Self:
        """The receipt of an application that was submitted."""
        submission = application.receipt
        return cls(
            id=application.id,
            number=submission.number,
            received_at=submission.received_at,
            stage=application.stage,
        )
