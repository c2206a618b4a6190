"""A recognition whose last day is over holds no longer; before that its holder is reminded."""

from datetime import datetime, timedelta

from services.review.domain.recognition.recognition import ENDS, Recognition, RecognitionStep
from services.review.domain.recognition.telling import to_holder
from shared.contracts.register import RecognitionExpired, RecognitionExpiring
from shared.programmes import Programme

BEFORE_NINE = timedelta(hours=15)
"""From nine in the morning of a day to the end of it."""


def expire(
    found: Recognition, *, at: datetime, programme: Programme | None = None
) -> RecognitionStep:
    """The recognition as the clock leaves it; without an event when there is nothing to end.

    Its holder is told where the programme is known.
    """
    if found.expires_at is None or found.until is None or at < found.expires_at:
        return RecognitionStep(found)
    if found.status not in ENDS:
        return RecognitionStep(found)
    event = RecognitionExpired(
        **({} if programme is None else to_holder(found, programme)),
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        round=found.round,
        application=found.application,
        until=found.until,
        at=found.expires_at,
    )
    return RecognitionStep(found.model_copy(update={"status": "expired"}), (event,))


def expires_before(days: int, at: datetime) -> datetime:
    """The end of those that are to be reminded now so many days before their last one, at nine."""
    return at + timedelta(days=days) + BEFORE_NINE


def remind(found: Recognition, programme: Programme, days: int, *, at: datetime) -> RecognitionStep:
    """The recognition whose holder is reminded so many days before its last one, once.

    After an outage that is the last reminder that was missed. One that is suspended, or was
    reminded later, is left alone.
    """
    end = found.expires_at
    if end is None or found.until is None or found.status != "valid":
        return RecognitionStep(found)
    due = at < end <= expires_before(days, at)
    if not due or any(before <= days for before in found.reminded):
        return RecognitionStep(found)
    event = RecognitionExpiring(
        **to_holder(found, programme),
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        round=found.round,
        application=found.application,
        until=found.until,
        days=days,
        at=at,
    )
    return RecognitionStep(found.model_copy(update={"reminded": (*found.reminded, days)}), (event,))
