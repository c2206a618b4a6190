"""What the audit takes for wrong."""

from typing import Any

from deploy.audit.audit import each_notice_has_one_cause
from deploy.audit.journal_side import JournalEvent
from shared.contracts.base import Event
from shared.contracts.notices import NoticeSent
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    SupplementClockStarted,
)

CAUSE = "review/a1/2"


def an_event(kind: type[Event], identity: str, **data: Any) -> JournalEvent:
    _, key, seq = identity.split("/")
    return JournalEvent(identity, kind.type, kind.topic, key, int(seq), data)


ASKED = an_event(MaterialsMissing, CAUSE)
SENT = an_event(NoticeSent, "notify/a1/1", cause=CAUSE, notice="n1")
TWICE = an_event(NoticeSent, "notify/a1/2", cause=CAUSE, notice="n2")
CLOSED = an_event(CaseClosed, "review/a1/3")
REFUSED = an_event(ApplicationNotAccepted, "review/a1/5", addressee={"uscc": "x"})
TOLD = an_event(NoticeSent, "notify/a1/3", cause="review/a1/5", notice="n5")
REOPENED = an_event(CaseReopened, "review/a1/6")


def test_a_notification_is_sent_as_one_notice() -> None:
    assert each_notice_has_one_cause([ASKED, SENT]).balanced
    assert each_notice_has_one_cause([ASKED]).wrong == (f"{CAUSE}: no notice was sent",)
    assert each_notice_has_one_cause([SENT]).wrong == (f"{CAUSE}: a notice without a cause",)
    assert each_notice_has_one_cause([ASKED, SENT, TWICE]).wrong == (f"{CAUSE}: 2 notices",)


def test_a_supplement_clock_allows_one_reminder_at_each_of_its_times() -> None:
    reminders = [
        an_event(NoticeSent, f"notify/a1/{n}", cause="review/a1/4", notice=f"r{n}") for n in (3, 4)
    ]
    once, twice, never = (
        an_event(SupplementClockStarted, "review/a1/4", **told)
        for told in ({"remind_at": ["x"]}, {"remind_at": ["x", "y"]}, {})
    )
    books = [ASKED, SENT]
    assert each_notice_has_one_cause([*books, twice]).balanced
    assert each_notice_has_one_cause([*books, twice, *reminders]).balanced
    assert each_notice_has_one_cause([*books, once, *reminders]).wrong == (
        "review/a1/4: 2 notices",
    )
    assert not each_notice_has_one_cause([*books, never, reminders[0]]).balanced


def test_that_of_a_withdrawn_application_need_not_be_sent() -> None:
    assert each_notice_has_one_cause([ASKED, CLOSED]).balanced
    assert each_notice_has_one_cause([ASKED, SENT, CLOSED]).balanced


def test_a_non_acceptance_is_told_unless_it_was_taken_back_before() -> None:
    assert each_notice_has_one_cause([REFUSED]).wrong == ("review/a1/5: no notice was sent",)
    assert each_notice_has_one_cause([REFUSED, TOLD]).balanced
    assert each_notice_has_one_cause([REFUSED, REOPENED]).balanced
    assert each_notice_has_one_cause([REFUSED, an_event(CaseClosed, "review/a1/6")]).balanced
    again = an_event(NoticeSent, "notify/a1/4", cause="review/a1/5", notice="n6")
    assert each_notice_has_one_cause([REFUSED, TOLD, again]).wrong == ("review/a1/5: 2 notices",)


def test_what_takes_a_non_acceptance_back_is_told_at_most_once() -> None:
    back, twice = (
        an_event(NoticeSent, f"notify/a1/{n}", cause="review/a1/6", notice=f"n{n}") for n in (4, 5)
    )
    books = [REFUSED, TOLD, REOPENED]
    assert each_notice_has_one_cause([*books, back]).balanced
    assert each_notice_has_one_cause([*books, back, twice]).wrong == ("review/a1/6: 2 notices",)
    assert not each_notice_has_one_cause([REFUSED, TOLD, back]).balanced


def test_an_older_non_acceptance_needs_no_notice() -> None:
    older = an_event(ApplicationNotAccepted, "review/a1/5")
    assert each_notice_has_one_cause([older]).balanced
    assert not each_notice_has_one_cause([older, TOLD]).balanced


def test_what_was_asked_for_before_a_non_acceptance_need_not_be_sent_any_more() -> None:
    assert each_notice_has_one_cause([ASKED, REFUSED, TOLD]).balanced
    later = an_event(MaterialsMissing, "review/a1/7")
    assert each_notice_has_one_cause([ASKED, SENT, REFUSED, TOLD, REOPENED, later]).wrong == (
        "review/a1/7: no notice was sent",
    )
