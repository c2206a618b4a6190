"""What events about a recognition have in common."""

from typing import Any

from services.review.domain.recognition.recognition import Recognition
from shared.contracts.base import Addressee
from shared.identity import kind_for_events
from shared.programmes import Programme
from shared.values import Bilingual


def addressee_of_holder(found: Recognition, programme: Programme) -> Addressee | None:
    """Whom letters go to; nobody where the holder never applied here."""
    if found.application is None:
        return None
    return Addressee(
        uscc=found.subject,
        code_kind=kind_for_events(found.subject),
        enterprise=found.holder,
        product=found.what,
        programme_name=Bilingual(zh=programme.name.zh, en=programme.name.en),
    )


def to_holder(found: Recognition, programme: Programme) -> dict[str, Any]:
    """The fields of `ToHolder`."""
    addressee = addressee_of_holder(found, programme)
    if addressee is None:
        return {}
    return {
        "programme_version": found.programme_version,
        "application_number": found.number,
        "addressee": addressee,
    }


def of_recognition(found: Recognition, programme: Programme) -> dict[str, Any]:
    """The fields of `OfRecognition`."""
    return {
        "recognition": found.id,
        "number": found.number,
        "programme": found.programme,
        "programme_version": found.programme_version,
        "round": found.round,
        "application": found.application,
        "subject": found.subject,
        "code_kind": kind_for_events(found.subject),
        "holder": found.holder,
        "addressee": addressee_of_holder(found, programme),
    }
