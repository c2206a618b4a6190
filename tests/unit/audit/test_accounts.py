"""What the audit takes for wrong."""

from typing import Any

from deploy.audit.audit import each_notice_has_one_cause
from deploy.audit.journal_side import JournalEvent
from shared.contracts.base import Event
from shared.contracts.notices import NoticeSent
from shared.contracts.reviews import CaseClosed, MaterialsMissing

CAUSE = "review/a1/2"


def an_event(kind: type[Event], identity: str, **data: Any) -> JournalEvent:
    _, key, seq = identity.split("/")
    return JournalEvent(identity, kind.type, kind.topic, key, int(seq), data)


ASKED = an_event(MaterialsMissing, CAUSE)
SENT = an_event(NoticeSent, "notify/a1/1", cause=CAUSE, notice="n1")
TWICE = an_event(NoticeSent, "notify/a1/2", cause=CAUSE, notice="n2")
CLOSED = an_event(CaseClosed, "review/a1/3")


def test_a_notification_is_sent_as_one_notice() -> None:
    assert each_notice_has_one_cause([ASKED, SENT]).balanced
    assert each_notice_has_one_cause([ASKED]).wrong == (f"{CAUSE}: no notice was sent",)
    assert each_notice_has_one_cause([SENT]).wrong == (f"{CAUSE}: a notice without a cause",)
    assert each_notice_has_one_cause([ASKED, SENT, TWICE]).wrong == (f"{CAUSE}: 2 notices",)


def test_that_of_a_withdrawn_application_need_not_be_sent() -> None:
    assert each_notice_has_one_cause([ASKED, CLOSED]).balanced
    assert each_notice_has_one_cause([ASKED, SENT, CLOSED]).balanced
