"""A recognition is revoked after its holder was told, and could be heard; or it is not."""

from datetime import datetime, timedelta
from typing import Literal

from services.review.domain.reasons import Outcome, reason_text
from services.review.domain.recognition.proceedings import (
    Revocation,
    Ruling,
    ServedBy,
    Service,
    Statement,
    Term,
    about_of,
)
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.revocation_refusals import (
    AlreadyRevoked,
    HearingOutstanding,
    NotInForce,
    NotRevocable,
    ProceedingDecided,
    ProceedingOpen,
    ServedAlready,
)
from services.review.domain.recognition.telling import of_recognition
from shared.calendar import Calendar, ClockPolicy, count
from shared.contracts.base import Event
from shared.contracts.outcomes import OutcomeRevoked
from shared.contracts.reviews import AnswerTerms
from shared.contracts.revocations import (
    RecognitionRevoked,
    RevocationDropped,
    RevocationHeard,
    RevocationOpened,
    RevocationTerm,
)
from shared.errors import NotFound
from shared.identity import kind_for_events
from shared.programmes import Bilingual as Name
from shared.programmes import Programme, RevocationClocks
from shared.programmes.reasons import REVOCATION_NAMES, REVOCATION_OUTCOMES
from shared.values import Bilingual

STILL_ARRIVING = timedelta(seconds=60)
"""How long after its end a term is left alone: what arrived in time is being saved."""


def clocks_of(programme: Programme) -> RevocationClocks:
    """The terms of the programme; raises NotRevocable where it has none."""
    clocks = None if programme.after is None else programme.after.revocation
    if clocks is None:
        raise NotRevocable(programme.key)
    return clocks


def reason_for(programme: Programme, reason: str, word: str) -> Bilingual:
    """What the reason says; raises UnknownReason for one that is for something else."""
    outcome = Outcome(word, REVOCATION_OUTCOMES, _plain(REVOCATION_NAMES[word]))
    return reason_text(programme, reason, "revocation", outcome=outcome)


def open_revocation(
    found: Recognition,
    programme: Programme,
    calendar: Calendar,
    *,
    reason: str,
    facts: str,
    evidence: str,
    by: str,
    at: datetime,
) -> RecognitionStep:
    """The recognition with a proceeding against it; the same once more changes nothing.

    Raises NotRevocable, UnknownReason, AlreadyRevoked, NotInForce, and ProceedingOpen while
    another one is.
    """
    clocks = clocks_of(programme)
    text = reason_for(programme, reason, "revoked")
    last = found.revocations[-1] if found.revocations else None
    if last is not None and last.stage == "open":
        if (last.reason, last.facts, last.evidence) == (reason, facts, evidence):
            return RecognitionStep(found)
        raise ProceedingOpen(found.number, last.no)
    check_not_revoked(found)
    if found.status_at(at) not in ("valid", "suspended"):
        raise NotInForce(found.number, found.status_at(at))
    new = Revocation(
        no=len(found.revocations) + 1,
        reason=reason,
        reason_text=text,
        facts=facts,
        evidence=evidence,
        rule_version=programme.key,
        by=by,
        at=at,
    )
    event = RevocationOpened(
        **of_recognition(found, programme),
        revocation=new.no,
        about=about_of(found.id, new.no, "hearing"),
        reason=reason,
        reason_text=text,
        facts=facts,
        evidence=evidence,
        terms=terms(clocks.hearing, calendar, at),
        rule_version=programme.key,
        by=by,
        at=at,
    )
    after = found.model_copy(update={"revocations": (*found.revocations, new)})
    return RecognitionStep(after, (event,))


def delivered(
    found: Recognition,
    programme: Programme,
    calendar: Calendar,
    no: int,
    term: Term,
    channel: ServedBy,
    *,
    at: datetime,
    now: datetime,
    proof: str | None = None,
    by: str | None = None,
) -> RecognitionStep:
    """The term runs from the first proven delivery; any later proof changes nothing.

    Raises NotFound. A notice that nobody has to answer any more starts no term.
    """
    proceeding = proceeding_of(found, no)
    if proceeding.service(term) is not None or not _awaits(proceeding, term):
        return RecognitionStep(found)
    clocks = clocks_of(programme)
    policy = clocks.hearing if term == "hearing" else clocks.appeal
    service = Service.of(channel, at, count(policy, at, calendar), proof=proof, by=by)
    return _with_term(found, programme, proceeding.with_service(term, service), term, at=now)


def bounced(
    found: Recognition, programme: Programme, no: int, term: Term, channel: str, *, at: datetime
) -> RecognitionStep:
    """A refusal that came later disproves the delivery that a term runs from by this channel."""
    proceeding = proceeding_of(found, no)
    service = proceeding.service(term)
    if service is None or service.channel != channel or not _awaits(proceeding, term):
        return RecognitionStep(found)
    return _with_term(found, programme, proceeding.with_service(term, None), term, at=at)


def serve_by_hand(
    found: Recognition,
    programme: Programme,
    calendar: Calendar,
    no: int,
    term: Term,
    channel: ServedBy,
    proof: str,
    *,
    by: str,
    at: datetime,
    now: datetime,
) -> RecognitionStep:
    """An officer has delivered the notice; the same once more changes nothing.

    Raises NotFound, ProceedingDecided for a notice that starts nothing any more, and
    ServedAlready for another delivery than the one that a term runs from.
    """
    proceeding = proceeding_of(found, no)
    service = proceeding.service(term)
    if service is not None:
        if (service.channel, service.delivered_at, service.proof) == (channel, at, proof):
            return RecognitionStep(found)
        raise ServedAlready(found.number, service.channel, service.delivered_at)
    if not _awaits(proceeding, term):
        raise ProceedingDecided(found.number, no, proceeding.stage)
    return delivered(
        found, programme, calendar, no, term, channel, at=at, now=now, proof=proof, by=by
    )


def hear_holder(
    found: Recognition, programme: Programme, no: int, said: Statement
) -> RecognitionStep:
    """The holder was heard; the same once more changes nothing, and more may be added.

    What comes after the term counts too while nothing is decided. Raises NotFound and
    ProceedingDecided.
    """
    proceeding = proceeding_of(found, no)
    if any((one.how, one.text) == (said.how, said.text) for one in proceeding.statements):
        return RecognitionStep(found)
    if proceeding.stage != "open":
        raise ProceedingDecided(found.number, no, proceeding.stage)
    heard = proceeding.changed(statements=(*proceeding.statements, said))
    event = RevocationHeard(
        **of_recognition(found, programme), revocation=no, how=said.how, at=said.at
    )
    return RecognitionStep(replacing(found, heard), (event,))


def rule(
    found: Recognition,
    programme: Programme,
    calendar: Calendar,
    no: int,
    outcome: Literal["revoked", "dropped"],
    opinion: str,
    *,
    by: str,
    at: datetime,
) -> RecognitionStep:
    """The recognition is revoked, or the proceeding ends without that.

    Raises NotFound, AlreadyRevoked, ProceedingDecided, NotInForce for what a correction struck
    and would be revoked, and HearingOutstanding for what would be before its holder was heard or
    the term is over.
    """
    proceeding = proceeding_of(found, no)
    check_not_revoked(found)
    if proceeding.stage != "open":
        raise ProceedingDecided(found.number, no, proceeding.stage)
    ruling = Ruling(outcome=outcome, opinion=opinion, rule_version=programme.key, by=by, at=at)
    decided = proceeding.changed(ruling=ruling)
    common = of_recognition(found, programme)
    if outcome == "dropped":
        dropped = RevocationDropped(
            **common, revocation=no, opinion=opinion, rule_version=programme.key, by=by, at=at
        )
        return RecognitionStep(replacing(found, decided), (dropped,))
    if found.status == "struck":
        raise NotInForce(found.number, found.status)
    _check_could_be_heard(found, proceeding, at=at)
    after = replacing(found, decided.changed(before=found.status), status="revoked")
    event = RecognitionRevoked(
        **common,
        revocation=no,
        about=about_of(found.id, no, "appeal"),
        reason=proceeding.reason,
        reason_text=proceeding.reason_text,
        opinion=opinion,
        terms=terms(clocks_of(programme).appeal, calendar, at),
        rule_version=programme.key,
        by=by,
        at=at,
    )
    return RecognitionStep(after, (event,), public=(_public(after, proceeding, at),))


def check_not_revoked(found: Recognition) -> None:
    """Raises AlreadyRevoked for a recognition that is revoked."""
    standing = found.standing_revocation
    if standing is not None and standing.ruling is not None:
        raise AlreadyRevoked(found.number, standing.no, standing.ruling.at)


def proceeding_of(found: Recognition, no: int) -> Revocation:
    """The proceeding of this number; raises NotFound."""
    for one in found.revocations:
        if one.no == no:
            return one
    raise NotFound("revocation", f"{found.number}/{no}")


def replacing(found: Recognition, changed: Revocation, **values: object) -> Recognition:
    """The recognition with this proceeding as it is now."""
    kept = tuple(changed if one.no == changed.no else one for one in found.revocations)
    return found.model_copy(update={"revocations": kept, **values})


def terms(policy: ClockPolicy, calendar: Calendar, at: datetime) -> AnswerTerms:
    """How long somebody has, and until when if it is delivered today."""
    deadline = count(policy, at, calendar)
    return AnswerTerms(
        days=policy.days,
        kind=policy.kind,
        if_delivered_today=deadline.due_at,
        explanation=deadline.sentence(),
    )


def _plain(name: Name) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)


def _awaits(proceeding: Revocation, term: Term) -> bool:
    return proceeding.stage == ("open" if term == "hearing" else "revoked")


def _check_could_be_heard(found: Recognition, proceeding: Revocation, *, at: datetime) -> None:
    if proceeding.statements:
        return
    served = proceeding.served
    over_at = None if served is None else served.due_at + STILL_ARRIVING
    if over_at is None or at < over_at:
        raise HearingOutstanding(found.number, over_at)


def _with_term(
    found: Recognition, programme: Programme, changed: Revocation, term: Term, *, at: datetime
) -> RecognitionStep:
    before = proceeding_of(found, changed.no).service(term)
    service = changed.service(term)
    channel = service or before
    assert channel is not None
    event = RevocationTerm(
        **of_recognition(found, programme),
        revocation=changed.no,
        term=term,
        channel=channel.channel,
        due_at=None if service is None else service.due_at,
        explanation=None if service is None else service.explanation,
        at=at,
    )
    return RecognitionStep(replacing(found, changed), (event,))


def _public(found: Recognition, proceeding: Revocation, at: datetime) -> Event:
    return OutcomeRevoked(
        application=found.application,
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        uscc=found.subject,
        code_kind=kind_for_events(found.subject),
        enterprise=found.holder,
        product=found.what,
        revocation=proceeding.no,
        reason=proceeding.reason,
        at=at,
    )
