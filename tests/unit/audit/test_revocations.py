"""The audit finds a recognition that is revoked twice, and what agencies did not hear."""

from typing import Any

from deploy.audit.audit import each_recognition_is_revoked_once
from deploy.audit.journal_side import JournalEvent
from shared.contracts.base import Event
from shared.contracts.outcomes import OutcomeReinstated, OutcomeRevoked
from shared.contracts.revocations import RecognitionReinstated, RecognitionRevoked

_NAMES = {
    RecognitionRevoked: "revocation",
    OutcomeRevoked: "revocation",
    RecognitionReinstated: "replaces",
    OutcomeReinstated: "replaces",
}


def an_event(kind: type[Event], key: str, seq: int, no: int) -> JournalEvent:
    data: dict[str, Any] = {"recognition": "l.1", _NAMES[kind]: no}
    return JournalEvent(f"review/{key}/{seq}", kind.type, kind.topic, key, seq, data)


REVOKED, PUBLIC = an_event(RecognitionRevoked, "l.1", 4, 1), an_event(OutcomeRevoked, "a1", 30, 1)
UNDONE = an_event(RecognitionReinstated, "l.1", 6, 1)
UNDONE_PUBLIC = an_event(OutcomeReinstated, "a1", 31, 1)
AGAIN = an_event(RecognitionRevoked, "l.1", 8, 2)
AGAIN_PUBLIC = an_event(OutcomeRevoked, "a1", 32, 2)


def wrong(*events: JournalEvent) -> tuple[str, ...]:
    return each_recognition_is_revoked_once(events).wrong


def test_it_balances_when_one_stands_at_a_time_and_agencies_heard_all() -> None:
    books = (REVOKED, PUBLIC, UNDONE, UNDONE_PUBLIC, AGAIN, AGAIN_PUBLIC)
    assert wrong(*books) == ()
    assert each_recognition_is_revoked_once(books).checked == 3


def test_what_is_revoked_while_it_is_is_found() -> None:
    assert wrong(REVOKED, PUBLIC, AGAIN, AGAIN_PUBLIC) == ("l.1: revoked by 2 while 1 stands",)


def test_what_agencies_did_not_hear_is_found() -> None:
    assert wrong(REVOKED) == ("l.1: revoked by 1, 1× at home and 0× in public",)
    assert wrong(REVOKED, PUBLIC, UNDONE_PUBLIC) == (
        "l.1: reinstated by 1, 0× at home and 1× in public",
    )


def test_what_is_undone_has_stood() -> None:
    assert wrong(UNDONE, UNDONE_PUBLIC) == ("l.1: reinstated from 1, which did not stand",)
