"""A recognition is suspended and resumed, or gives way to a newer one of its holder."""

from datetime import datetime

from services.review.domain.recognition.proceedings import Ruling, Suspension
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.revocation_refusals import (
    NotInForce,
    NotNewer,
    NotSuspended,
    SuspendedAlready,
)
from services.review.domain.recognition.revoking import check_not_revoked, clocks_of, reason_for
from services.review.domain.recognition.telling import of_recognition
from shared.contracts.revocations import (
    RecognitionResumed,
    RecognitionSuperseded,
    RecognitionSuspended,
)
from shared.programmes import Programme


def suspend(
    found: Recognition, programme: Programme, reason: str, opinion: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The recognition does not count until it is resumed; its last day stays.

    Raises NotRevocable, UnknownReason, AlreadyRevoked, SuspendedAlready and NotInForce.
    """
    clocks_of(programme)
    text = reason_for(programme, reason, "suspended")
    check_not_revoked(found)
    status = found.status_at(at)
    if status == "suspended":
        raise SuspendedAlready(found.number, found.suspensions[-1].at)
    if status != "valid":
        raise NotInForce(found.number, status)
    rules = programme.key
    new = Suspension(reason=reason, opinion=opinion, rule_version=rules, by=by, at=at)
    after = found.model_copy(
        update={"status": "suspended", "suspensions": (*found.suspensions, new)}
    )
    event = RecognitionSuspended(
        **of_recognition(found, programme),
        reason=reason,
        reason_text=text,
        opinion=opinion,
        rule_version=rules,
        by=by,
        at=at,
    )
    return RecognitionStep(after, (event,))


def resume(
    found: Recognition, programme: Programme, opinion: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The recognition counts again, until its last day. Raises NotSuspended."""
    if found.status_at(at) != "suspended":
        raise NotSuspended(found.number, found.status_at(at))
    ruling = Ruling(outcome="dropped", opinion=opinion, rule_version=programme.key, by=by, at=at)
    ended = found.suspensions[-1].model_copy(update={"resumed": ruling})
    after = found.model_copy(
        update={"status": "valid", "suspensions": (*found.suspensions[:-1], ended)}
    )
    event = RecognitionResumed(
        **of_recognition(found, programme),
        opinion=opinion,
        rule_version=programme.key,
        by=by,
        at=at,
    )
    return RecognitionStep(after, (event,))


def supersede(
    found: Recognition, newer: Recognition, programme: Programme, *, by: str, at: datetime
) -> RecognitionStep:
    """The recognition gives way to a newer one of its holder; the same once more changes nothing.

    Raises NotNewer for one of somebody else, of before it, or that does not hold, and NotInForce.
    """
    if found.status == "superseded" and found.superseded_by == newer.id:
        return RecognitionStep(found)
    fits = (newer.programme, newer.subject) == (found.programme, found.subject)
    if newer.id == found.id or not fits or newer.since <= found.since:
        raise NotNewer(found.number, newer.number)
    if newer.status_at(at) != "valid":
        raise NotInForce(newer.number, newer.status_at(at))
    if found.status_at(at) != "valid":
        raise NotInForce(found.number, found.status_at(at))
    after = found.model_copy(update={"status": "superseded", "superseded_by": newer.id})
    event = RecognitionSuperseded(
        **of_recognition(found, programme),
        replaced_by=newer.id,
        replaced_by_number=newer.number,
        by=by,
        at=at,
    )
    return RecognitionStep(after, (event,))
