"""What the audit takes for wrong."""

from typing import Any

from deploy.audit.audit import (
    certificates_are_numbered_without_a_gap,
    each_notice_has_one_cause,
    each_recognised_entry_is_registered_once,
)
from deploy.audit.journal_side import JournalEvent
from shared.contracts.base import Event
from shared.contracts.notices import NoticeSent
from shared.contracts.outcomes import OutcomeGiven, Recognised
from shared.contracts.register import (
    CertificateIssued,
    CertificateVoided,
    RecognitionRegistered,
)
from shared.contracts.reviews import (
    ActTakenBack,
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


def test_an_act_that_is_taken_back_is_told_and_what_it_took_back_need_not_be_sent() -> None:
    back = an_event(ActTakenBack, "review/a1/6", addressee={"uscc": "x"})
    told = an_event(NoticeSent, "notify/a1/4", cause="review/a1/6", notice="n6")
    assert each_notice_has_one_cause([REFUSED, back]).wrong == ("review/a1/6: no notice was sent",)
    assert each_notice_has_one_cause([REFUSED, back, told]).balanced
    assert each_notice_has_one_cause([an_event(ActTakenBack, "review/a1/6")]).balanced


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


RECOGNISED = an_event(Recognised, "review/a1/9", list="l", entry=1)
APPROVED = an_event(OutcomeGiven, "review/a2/9", list="l", final=True, listed={"entry": 2})


def registered(entry: int, serial: int = 1, **source: Any) -> JournalEvent:
    named = source or {"list": "l", "entry": entry}
    return an_event(RecognitionRegistered, f"review/l.{entry}/{serial}", source=named)


def test_each_recognised_entry_is_in_the_register_once() -> None:
    account = each_recognised_entry_is_registered_once
    assert account([RECOGNISED, APPROVED, registered(1), registered(2)]).checked == 2
    assert account([RECOGNISED, APPROVED, registered(1), registered(2)]).balanced
    assert account([RECOGNISED]).wrong == ("l/1: recognised 1×, registered 0×",)
    assert account([registered(1)]).wrong == ("l/1: recognised 0×, registered 1×",)
    twice = [RECOGNISED, registered(1), registered(1, 2)]
    assert account(twice).wrong == ("l/1: recognised 1×, registered 2×",)


def test_what_was_entered_or_not_listed_is_not_looked_for_in_lists() -> None:
    shortlisted = an_event(OutcomeGiven, "review/a2/5", list="s", final=False, listed={"entry": 2})
    unlisted = an_event(OutcomeGiven, "review/a3/9", list="l", final=True, listed=None)
    entered = registered(1, document="粤科函〔2015〕12号")
    assert each_recognised_entry_is_registered_once([shortlisted, unlisted, entered]).balanced


def a_certificate(serial: int, edition: int = 1, **said: Any) -> JournalEvent:
    data = {"recognition": "l.1", "number": f"N{serial}", "series": "s", "serial": serial}
    identity = f"review/l.1/{10 * serial + edition}"
    return an_event(CertificateIssued, identity, **data, edition=edition, **said)


def a_void(serial: int, **said: Any) -> JournalEvent:
    return an_event(CertificateVoided, f"review/l.1/{serial}5", number=f"N{serial}", **said)


def test_the_numbers_of_certificates_have_no_gap_and_no_double() -> None:
    account = certificates_are_numbered_without_a_gap
    there = an_event(RecognitionRegistered, "review/l.1/1", recognition="l.1", source={})
    books = [there, a_certificate(1), a_certificate(2), a_certificate(2, 2)]
    assert (account(books).checked, account(books).wrong) == (2, ())
    assert account([there, a_certificate(1), a_certificate(3)]).wrong == (
        "s: 2 numbers, the last one is 3",
    )
    assert "N1: given 2×" in account([there, a_certificate(1), a_certificate(1)]).wrong
    assert account([a_certificate(1)]).wrong == ("N1: about l.1, which is not in the register",)


def test_void_numbers_were_given_and_what_replaces_them_says_so() -> None:
    account = certificates_are_numbered_without_a_gap
    there = an_event(RecognitionRegistered, "review/l.1/1", recognition="l.1", source={})
    replaced = [a_certificate(1), a_void(1, replaced_by="N2"), a_certificate(2, replaces="N1")]
    assert account([there, *replaced]).balanced
    assert account([there, a_void(7)]).wrong == ("N7: void 1×, given 0×",)
    silent = [a_certificate(1), a_void(1, replaced_by="N2"), a_certificate(2)]
    assert account([there, *silent]).wrong == ("N1: replaced by N2, but None says that it does",)
