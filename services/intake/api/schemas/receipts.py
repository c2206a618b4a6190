"""What an enterprise keeps as proof."""

from typing import Self

from services.intake.api.schemas.instants import Instant
from services.intake.domain.application import Application
from services.intake.domain.supplement_round import SupplementRound
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


class SupplementReceipt(Receipt):
    """Proof that a supplement arrived; `items` are the ids that came."""

    supplement_round: int
    items: tuple[str, ...]

    @classmethod
    def of_round(cls, application: Application, received: SupplementRound) -> Self:
        """The receipt of the supplement that answered this round."""
        facts = {
            **dict(Receipt.of(application)),
            "received_at": received.received_at,
            "supplement_round": received.number,
            "items": received.received_items,
        }
        return cls.model_validate(facts)
