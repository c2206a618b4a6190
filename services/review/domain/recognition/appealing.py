"""A holder appeals against the revocation of its recognition, once and within a term."""

from datetime import datetime

from services.review.domain.recognition.proceedings import Appeal, Ruling
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.revocation_refusals import (
    AppealDecided,
    AppealedAlready,
    AppealLate,
    NothingToAppeal,
    NotInForce,
)
from services.review.domain.recognition.revoking import proceeding_of, replacing
from services.review.domain.recognition.telling import of_recognition
from shared.contracts.outcomes import OutcomeReinstated
from shared.contracts.revocations import (
    AppealDismissed,
    RecognitionReinstated,
    RevocationAppealed,
)
from shared.identity import kind_for_events
from shared.programmes import Programme


def appeal(
    found: Recognition, programme: Programme, no: int, grounds: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The recognition with an appeal, in time by its arrival; the same once more changes nothing.

    It may come before delivery is proven. Raises NotFound, NothingToAppeal,
    AppealedAlready and AppealLate.
    """
    proceeding = proceeding_of(found, no)
    if proceeding.appeal is not None:
        if proceeding.appeal.grounds == grounds:
            return RecognitionStep(found)
        raise AppealedAlready(found.number, proceeding.appeal.at)
    if proceeding.stage != "revoked":
        raise NothingToAppeal(found.number, no, proceeding.stage)
    served = proceeding.ruling_served
    if served is not None and at >= served.due_at:
        raise AppealLate(served.due_at)
    made = proceeding.changed(appeal=Appeal(grounds=grounds, by=by, at=at))
    event = RevocationAppealed(**of_recognition(found, programme), revocation=no, at=at)
    return RecognitionStep(replacing(found, made), (event,))


def uphold(
    found: Recognition, programme: Programme, no: int, opinion: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The recognition is again what it was before it was revoked, by an event that says so.

    Raises NotFound, NothingToAppeal, AppealDecided, and NotInForce for what a correction of its
    list struck meanwhile.
    """
    made = _open_appeal(found, no)
    if found.status == "struck":
        raise NotInForce(found.number, found.status)
    proceeding = proceeding_of(found, no)
    ruling = Ruling(outcome="upheld", opinion=opinion, rule_version=programme.key, by=by, at=at)
    undone = proceeding.changed(appeal=made.model_copy(update={"ruling": ruling}))
    after = replacing(found, undone, status=proceeding.before)
    event = RecognitionReinstated(
        **of_recognition(found, programme),
        replaces=no,
        status=proceeding.before,
        opinion=opinion,
        rule_version=programme.key,
        by=by,
        at=at,
    )
    public = OutcomeReinstated(
        application=found.application,
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        uscc=found.subject,
        code_kind=kind_for_events(found.subject),
        enterprise=found.holder,
        product=found.what,
        replaces=no,
        at=at,
    )
    return RecognitionStep(after, (event,), public=(public,))


def dismiss(
    found: Recognition, programme: Programme, no: int, opinion: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The revocation stands as it was; nothing is revoked once more.

    Raises NotFound, NothingToAppeal and AppealDecided.
    """
    made = _open_appeal(found, no)
    ruling = Ruling(outcome="dismissed", opinion=opinion, rule_version=programme.key, by=by, at=at)
    failed = proceeding_of(found, no).changed(appeal=made.model_copy(update={"ruling": ruling}))
    event = AppealDismissed(
        **of_recognition(found, programme),
        revocation=no,
        opinion=opinion,
        rule_version=programme.key,
        by=by,
        at=at,
    )
    return RecognitionStep(replacing(found, failed), (event,))


def _open_appeal(found: Recognition, no: int) -> Appeal:
    proceeding = proceeding_of(found, no)
    made = proceeding.appeal
    if made is None:
        raise NothingToAppeal(found.number, no, proceeding.stage)
    if made.ruling is not None:
        raise AppealDecided(found.number, made.ruling.outcome, made.ruling.at)
    return made
