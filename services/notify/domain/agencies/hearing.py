"""What is kept of a public event that was heard."""

from datetime import datetime

from services.notify.domain.agencies.facts import facts_of, outcome_of
from services.notify.domain.agencies.public_outcome import HeardOutcome
from shared.contracts.base import Event

SOURCE = "review"
"""Whose public outcomes are; nobody else publishes any."""


def heard_outcome(
    event: Event, *, identity: str, subject: str, sequence: int, time: datetime
) -> HeardOutcome:
    """The event with its attributes on Kafka; of its data what its contract has, and no more."""
    return HeardOutcome(
        id=identity,
        type=event.type,
        source=SOURCE,
        subject=subject,
        sequence=sequence,
        time=time,
        facts=facts_of(event),
        outcome=outcome_of(event),
        data=event.model_dump(mode="json"),
    )
