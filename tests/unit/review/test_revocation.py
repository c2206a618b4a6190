"""A recognition is revoked once, after its holder could be heard, and by nothing else."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.review.domain.recognition.appealing import appeal, dismiss, uphold
from services.review.domain.recognition.expiring import expire
from services.review.domain.recognition.proceedings import Statement, about_of, read_about
from services.review.domain.recognition.recognition import (
    Recognition,
    RecognitionStep,
    Source,
    end_after,
)
from services.review.domain.recognition.revoking import (
    STILL_ARRIVING,
    bounced,
    delivered,
    hear_holder,
    open_revocation,
    rule,
)
from services.review.domain.recognition.suspending import resume, supersede, suspend
from shared.contracts.outcomes import OutcomeReinstated, OutcomeRevoked
from shared.contracts.register import RecognitionExpired
from shared.contracts.revocations import (
    AppealDismissed,
    RecognitionReinstated,
    RecognitionRevoked,
    RevocationTerm,
)
from shared.errors import Rejected
from shared.values import Bilingual
from tests.programmes.revoking import FALSE, INQUIRY, revoking_programme
from tests.unit.review.builders import CALENDAR, jiangmen

RULES = revoking_programme()
NAME = Bilingual(zh="名", en="Name")
SINCE = datetime(2019, 1, 15, 2, tzinfo=UTC)
AT = datetime(2019, 3, 4, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def a_recognition(**more: Any) -> Recognition:
    until = datetime(2022, 1, 15, tzinfo=UTC).date()
    said: dict[str, Any] = {
        "id": "l.1",
        "programme": RULES.id,
        "programme_version": RULES.version,
        "round": "2019",
        "application": "a1",
        "number": "N-1",
        "subject": "91350100M000100Y43",
        "holder": NAME,
        "what": NAME,
        "since": SINCE.date(),
        "until": until,
        "expires_at": end_after(until),
        "source": Source(list="l", entry=1),
        "registered_by": "officer-1",
        "registered_at": SINCE,
    }
    return Recognition(**{**said, **more})


def opened(found: Recognition | None = None, at: datetime = AT, reason: str = FALSE,
           facts: str = "检验报告系伪造。") -> RecognitionStep:  # fmt: skip
    return open_revocation(
        found or a_recognition(),
        RULES,
        CALENDAR,
        reason=reason,
        facts=facts,
        evidence="检验机构的答复。",
        by="o",
        at=at,
    )


def told(found: Recognition, no: int = 1, term: Literal["hearing", "appeal"] = "hearing",
         at: datetime = AT, channel: Any = "mail") -> RecognitionStep:  # fmt: skip
    return delivered(found, RULES, CALENDAR, no, term, channel, at=at, now=at)


def said(found: Recognition, no: int = 1, text: str = "有异议。", at: datetime = AT) -> Any:
    statement = Statement(how="statement", text=text, by=found.subject, at=at)
    return hear_holder(found, RULES, no, statement)


def ruled(found: Recognition, no: int = 1, outcome: Any = "revoked", at: datetime = AT) -> Any:
    return rule(found, RULES, CALENDAR, no, outcome, "予以撤销。", by="o", at=at)


def revoked() -> Recognition:
    step: RecognitionStep = ruled(said(opened().recognition).recognition)
    return step.recognition


def refused(code: str, act: Any) -> Rejected:
    with pytest.raises(Rejected) as refusal:
        act()
    assert refusal.value.code == code
    return refusal.value


def test_without_terms_in_its_programme_nothing_is_revoked() -> None:
    refused(
        "revocation-not-provided",
        lambda: open_revocation(
            a_recognition(), jiangmen(), CALENDAR, reason=FALSE, facts="f", evidence="e",
            by="o", at=AT,
        ),
    )  # fmt: skip


def test_a_reason_for_suspending_revokes_nothing() -> None:
    refused("unknown-reason", lambda: opened(reason=INQUIRY))
    refused("unknown-reason", lambda: opened(reason="no_sales"))


def test_opening_the_same_once_more_changes_nothing_and_something_else_waits() -> None:
    found = opened().recognition
    assert opened(found) == RecognitionStep(found)
    refused("revocation-open", lambda: opened(found, facts="另有事实。"))


def test_the_term_to_be_heard_runs_from_delivery_and_explains_itself() -> None:
    step = told(opened().recognition)
    (event,) = step.events
    assert isinstance(event, RevocationTerm)
    # Five working days after Monday, 4 March 2019: the end of Monday, 11 March in Beijing.
    assert event.due_at == datetime(2019, 3, 11, 16, tzinfo=UTC)
    assert event.explanation is not None
    assert told(step.recognition, at=AT + DAY).events == ()


def test_nothing_is_revoked_before_its_holder_was_heard_or_the_term_is_over() -> None:
    found = opened().recognition
    refused("hearing-outstanding", lambda: ruled(found, at=AT + 90 * DAY))
    found = told(found).recognition
    due_at = datetime(2019, 3, 11, 16, tzinfo=UTC)
    refused("hearing-outstanding", lambda: ruled(found, at=due_at))
    assert ruled(found, at=due_at + STILL_ARRIVING).recognition.status == "revoked"
    assert ruled(said(opened().recognition).recognition).recognition.status == "revoked"


def test_a_bounce_disproves_the_delivery_so_that_no_term_runs() -> None:
    found = told(opened().recognition).recognition
    other = bounced(found, RULES, 1, "hearing", "inbox", at=AT + DAY)
    assert other == RecognitionStep(found)
    step = bounced(found, RULES, 1, "hearing", "mail", at=AT + DAY)
    (event,) = step.events
    assert isinstance(event, RevocationTerm)
    assert event.due_at is None
    refused("hearing-outstanding", lambda: ruled(step.recognition, at=AT + 90 * DAY))


def test_ending_it_needs_no_hearing_and_leaves_the_recognition_as_it_was() -> None:
    step = ruled(opened().recognition, outcome="dropped")
    assert step.recognition.status == "valid"
    assert step.public == ()
    refused("revocation-decided", lambda: ruled(step.recognition))
    assert opened(step.recognition).recognition.revocations[-1].no == 2


def test_a_revocation_is_told_at_home_and_to_agencies() -> None:
    step = ruled(said(opened().recognition).recognition)
    (event,) = step.events
    assert isinstance(event, RecognitionRevoked)
    assert event.terms.days == 60
    (public,) = step.public
    assert isinstance(public, OutcomeRevoked)
    assert (public.application, public.recognition) == ("a1", "l.1")


def test_nothing_is_revoked_twice() -> None:
    found = revoked()
    refusal = refused("recognition-revoked", lambda: ruled(found))
    assert "since 2019-03-04, by proceeding 1" in refusal.detail
    refused("recognition-revoked", lambda: opened(found, facts="另有事实。"))
    refused("recognition-revoked", lambda: suspend(found, RULES, FALSE, "o", by="o", at=AT))


def test_a_failed_appeal_leaves_the_revocation_as_it_was() -> None:
    found = appeal(revoked(), RULES, 1, "口径有误。", by="u", at=AT).recognition
    assert found.status == "revoked"
    step = dismiss(found, RULES, 1, "维持。", by="o", at=AT)
    (event,) = step.events
    assert isinstance(event, AppealDismissed)
    assert (step.public, step.recognition.status) == ((), "revoked")
    refused("appeal-decided", lambda: dismiss(step.recognition, RULES, 1, "o", by="o", at=AT))
    refused("recognition-revoked", lambda: ruled(step.recognition))


@pytest.mark.parametrize("suspended", [False, True])
def test_an_appeal_that_is_upheld_restores_what_was_before(suspended: bool) -> None:
    found = a_recognition()
    if suspended:
        found = suspend(found, RULES, INQUIRY, "o", by="o", at=AT).recognition
    found = ruled(said(opened(found).recognition).recognition).recognition
    found = appeal(found, RULES, 1, "口径有误。", by="u", at=AT).recognition
    step = uphold(found, RULES, 1, "属实。", by="o", at=AT)
    (event,) = step.events
    assert isinstance(event, RecognitionReinstated)
    (public,) = step.public
    assert isinstance(public, OutcomeReinstated)
    assert (event.replaces, public.replaces) == (1, 1)
    assert step.recognition.status == event.status == ("suspended" if suspended else "valid")
    over = step.recognition.expires_at
    assert over is not None
    assert expire(step.recognition, at=over).recognition.status == "expired"


def test_one_appeals_once_and_in_time() -> None:
    found = told(revoked(), term="appeal").recognition
    # Sixty days after 4 March 2019 end on Friday, 3 May, a holiday that rolls on to 5 May.
    due_at = found.revocations[0].ruling_served
    assert due_at is not None
    late = due_at.due_at
    refused("appeal-late", lambda: appeal(found, RULES, 1, "g", by="u", at=late))
    made = appeal(found, RULES, 1, "g", by="u", at=late - timedelta(seconds=1)).recognition
    assert appeal(made, RULES, 1, "g", by="u", at=late).events == ()
    refused("already-appealed", lambda: appeal(made, RULES, 1, "other", by="u", at=AT))
    open_one = opened().recognition
    refused("nothing-to-appeal", lambda: appeal(open_one, RULES, 1, "g", by="u", at=AT))


def test_what_is_suspended_is_resumed_and_nothing_else() -> None:
    found = suspend(a_recognition(), RULES, INQUIRY, "o", by="o", at=AT).recognition
    refused("already-suspended", lambda: suspend(found, RULES, INQUIRY, "o", by="o", at=AT))
    back = resume(found, RULES, "o", by="o", at=AT).recognition
    assert back.status == "valid"
    refused("not-suspended", lambda: resume(back, RULES, "o", by="o", at=AT))


def test_it_gives_way_to_a_newer_one_of_the_same_holder_alone() -> None:
    old, new = a_recognition(), a_recognition(id="l.2", number="N-2", since=AT.date())
    step = supersede(old, new, RULES, by="o", at=AT)
    assert step.recognition.status == "superseded"
    assert supersede(step.recognition, new, RULES, by="o", at=AT).events == ()
    refused("not-newer", lambda: supersede(new, old, RULES, by="o", at=AT))
    stranger = new.model_copy(update={"subject": "91440300MA5FKNBP01"})
    refused("not-newer", lambda: supersede(old, stranger, RULES, by="o", at=AT))


def test_a_notice_says_what_it_is_about() -> None:
    assert read_about(about_of("a/b.1", 2, "appeal")) == ("a/b.1", 2, "appeal")
    assert read_about("o-5f2b8c1d9e07") is None


ACTS: dict[str, Any] = {
    "open": lambda f, no, at: opened(f, at),
    "open_other": lambda f, no, at: opened(f, at, facts="另有事实。"),
    "told": lambda f, no, at: told(f, no, "hearing", at),
    "told_of_ruling": lambda f, no, at: told(f, no, "appeal", at),
    "bounced": lambda f, no, at: bounced(f, RULES, no, "hearing", "mail", at=at),
    "heard": lambda f, no, at: said(f, no, at=at),
    "revoke": lambda f, no, at: ruled(f, no, "revoked", at),
    "drop": lambda f, no, at: ruled(f, no, "dropped", at),
    "appeal": lambda f, no, at: appeal(f, RULES, no, "g", by="u", at=at),
    "uphold": lambda f, no, at: uphold(f, RULES, no, "o", by="o", at=at),
    "dismiss": lambda f, no, at: dismiss(f, RULES, no, "o", by="o", at=at),
    "suspend": lambda f, no, at: suspend(f, RULES, INQUIRY, "o", by="o", at=at),
    "resume": lambda f, no, at: resume(f, RULES, "o", by="o", at=at),
    "expire": lambda f, no, at: expire(f, at=at),
}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 3), st.integers(0, 4000)),
        max_size=40,
    )
)
def test_whatever_is_done_in_whatever_order_one_revocation_stands_at_most(
    acts: list[tuple[str, int, int]],
) -> None:
    found, at, events = a_recognition(), AT, list[Any]()
    for name, no, hours in acts:
        at += timedelta(hours=hours)
        try:
            step = ACTS[name](found, no, at)
        except Rejected:
            continue
        events += [*step.events, *step.public]
        found = step.recognition
        standing = [one for one in found.revocations if one.stands]
        assert len(standing) <= 1
        assert (found.status == "revoked") == bool(standing)
        done = [e for e in events if isinstance(e, RecognitionRevoked)]
        undone = [e for e in events if isinstance(e, RecognitionReinstated)]
        assert len(done) - len(undone) == len(standing)
        assert len(done) == len({e.revocation for e in done})
        assert sum(isinstance(e, RecognitionExpired) for e in events) <= 1
        public = [e for e in events if isinstance(e, OutcomeRevoked | OutcomeReinstated)]
        assert len(public) == len(done) + len(undone)
        for earlier, later in pairwise(public):
            assert type(earlier) is not type(later)
