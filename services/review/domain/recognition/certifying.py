"""Documents about a recognition are issued, handed over, made void and replaced."""

from datetime import datetime
from typing import Any

from services.review.domain.recognition.recognition import (
    Certificate,
    HandedOver,
    Recognition,
    RecognitionStep,
    Voided,
)
from services.review.domain.recognition.refusals import (
    AlreadyHandedOver,
    CertificateVoid,
    HolderUnchanged,
    NotHandedOverYet,
    NotIssuedYet,
    NotValid,
)
from services.review.domain.recognition.telling import to_holder
from shared.calendar import beijing_date
from shared.contracts.outcomes import PublicCertificateIssued, PublicCertificateVoided
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
)
from shared.identity import kind_for_events
from shared.programmes import CertificateKind, Programme
from shared.values import Bilingual


def may_have(found: Recognition, kind: CertificateKind, *, at: datetime) -> bool:
    """Whether a document of this kind can be issued: it is valid and has none in force."""
    return found.status_at(at) == "valid" and found.in_force(kind.id) is None


def issue(
    found: Recognition,
    programme: Programme,
    kind: CertificateKind,
    serial: int,
    batch: str,
    *,
    by: str,
    at: datetime,
    replaces: str | None = None,
) -> RecognitionStep:
    """The recognition with a document of this serial number. Raises NotValid."""
    if found.status_at(at) != "valid":
        raise NotValid(found.number, found.status_at(at))
    today = beijing_date(at)
    new = Certificate(
        kind=kind.id,
        name=Bilingual(zh=kind.name.zh, en=kind.name.en),
        document=kind.document,
        number=kind.number(serial, today),
        series=kind.series(found.programme, today),
        serial=serial,
        batch=batch,
        holder=found.holder_on(today),
        replaces=replaces,
        issued_by=by,
        issued_at=at,
    )
    issued = found.model_copy(update={"certificates": (*found.certificates, new)})
    return _issuing(issued, new, programme)


def reissue_renamed(
    found: Recognition, programme: Programme, number: str, *, by: str, at: datetime
) -> RecognitionStep:
    """The same document, number and last day, with the name that its holder has now.

    Raises CertificateVoid, NotValid and HolderUnchanged.
    """
    old = _in_force(found, number)
    if found.status_at(at) != "valid":
        raise NotValid(found.number, found.status_at(at))
    holder = found.holder_on(beijing_date(at))
    if holder == old.holder:
        raise HolderUnchanged(number, holder)
    new = old.model_copy(
        update={
            "edition": old.edition + 1,
            "holder": holder,
            "issued_by": by,
            "issued_at": at,
            "handed_over": None,
        }
    )
    reissued = _with(found, new)
    return _issuing(reissued, new, programme)


def replace(
    found: Recognition,
    programme: Programme,
    number: str,
    kind: CertificateKind,
    serial: int,
    reason: str,
    *,
    by: str,
    at: datetime,
) -> RecognitionStep:
    """The document void, and another one under a new number that names it.

    Raises CertificateVoid and NotValid.
    """
    old = _in_force(found, number)
    issued = issue(found, programme, kind, serial, old.batch, by=by, at=at, replaces=number)
    new = issued.recognition.certificates[-1]
    after = void(
        issued.recognition, programme, number, reason, by=by, at=at, replaced_by=new.number
    )
    return RecognitionStep(
        after.recognition,
        (*after.events, *issued.events),
        public=(*after.public, *issued.public),
    )


def void(
    found: Recognition,
    programme: Programme,
    number: str,
    reason: str,
    *,
    by: str,
    at: datetime,
    replaced_by: str | None = None,
) -> RecognitionStep:
    """The recognition with a document that is void. Raises CertificateVoid for one that is."""
    old = _in_force(found, number)
    ended = Voided(reason=reason, replaced_by=replaced_by, by=by, at=at)
    after = _with(found, old.model_copy(update={"voided": ended}))
    event = CertificateVoided(
        **to_holder(found, programme),
        recognition=found.id,
        programme=found.programme,
        round=found.last_round,
        application=found.last_application,
        kind=old.kind,
        kind_name=old.name,
        number=number,
        reason=reason,
        replaced_by=replaced_by,
        by=by,
        at=at,
    )
    public = PublicCertificateVoided(
        **_named(found, old.holder),
        certificate=number,
        kind=old.kind,
        kind_name=old.name,
        replaced_by=replaced_by,
        at=at,
    )
    return RecognitionStep(after, (event,), public=(public,))


def hand_over(
    found: Recognition, programme: Programme, number: str, given: HandedOver
) -> RecognitionStep:
    """The recognition with a document that was handed over; the same once more changes nothing.

    Raises CertificateVoid, AlreadyHandedOver, NotHandedOverYet for a day to come, and NotIssuedYet
    for one before it was issued with the name that is on it.
    """
    old = _in_force(found, number)
    if old.handed_over is not None:
        same = (old.handed_over.activity, old.handed_over.held_on, old.handed_over.venue)
        if same == (given.activity, given.held_on, given.venue):
            return RecognitionStep(found)
        raise AlreadyHandedOver(number, old.handed_over.activity, old.handed_over.held_on)
    if given.held_on > beijing_date(given.at):
        raise NotHandedOverYet(number, given.held_on)
    issued_on = beijing_date(old.issued_at)
    if given.held_on < issued_on:
        raise NotIssuedYet(number, given.held_on, issued_on)
    after = _with(found, old.model_copy(update={"handed_over": given}))
    event = CertificateHandedOver(
        **to_holder(found, programme),
        recognition=found.id,
        programme=found.programme,
        round=found.last_round,
        application=found.last_application,
        kind=old.kind,
        kind_name=old.name,
        number=number,
        activity=given.activity,
        held_on=given.held_on,
        venue=given.venue,
        by=given.by,
        at=given.at,
    )
    return RecognitionStep(after, (event,))


def _in_force(found: Recognition, number: str) -> Certificate:
    one = found.certificate(number)
    assert one is not None
    if one.voided is not None:
        raise CertificateVoid(number, one.voided.replaced_by)
    return one


def _with(found: Recognition, changed: Certificate) -> Recognition:
    every = tuple(changed if one.number == changed.number else one for one in found.certificates)
    return found.model_copy(update={"certificates": every})


def _issuing(found: Recognition, new: Certificate, programme: Programme) -> RecognitionStep:
    public = PublicCertificateIssued(
        **_named(found, new.holder),
        certificate=new.number,
        kind=new.kind,
        kind_name=new.name,
        document=new.document,
        edition=new.edition,
        replaces=new.replaces,
        at=new.issued_at,
    )
    return RecognitionStep(found, (_issued(found, new, programme),), public=(public,))


def _named(found: Recognition, holder: Bilingual) -> dict[str, Any]:
    """What agencies are told of the recognition, with the name that is on the document."""
    return {
        "application": found.application,
        "recognition": found.id,
        "number": found.number,
        "programme": found.programme,
        "uscc": found.subject,
        "code_kind": kind_for_events(found.subject),
        "enterprise": holder,
        "product": found.what,
    }


def _issued(found: Recognition, new: Certificate, programme: Programme) -> CertificateIssued:
    return CertificateIssued(
        **to_holder(found, programme),
        recognition=found.id,
        programme=found.programme,
        round=found.last_round,
        application=found.last_application,
        kind=new.kind,
        kind_name=new.name,
        document=new.document,
        number=new.number,
        series=new.series,
        serial=new.serial,
        edition=new.edition,
        batch=new.batch,
        holder=new.holder,
        replaces=new.replaces,
        by=new.issued_by,
        at=new.issued_at,
    )
