"""The supplement clock: proven delivery, arrival, expiry, and what is heard out of order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import not_accept
from services.review.domain.stages.formal_review.delivery import bounced
from services.review.domain.stages.formal_review.delivery import delivered as proven
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import About, judge
from shared.calendar import Calendar, Overlay, OverlayDay
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    CaseReopened,
    SupplementClockStarted,
    SupplementClockStopped,
)
from shared.programmes import Programme, UnknownReason
from shared.values import Bilingual
from tests.builders import NOON
from tests.unit.review.builders import a_dossier, jiangmen, kinds_of, opened, supplemented

CALENDAR = Calendar()
DELIVERED = datetime(2019, 7, 1, 8, 0, tzinfo=UTC)  # Monday, 16:00 in Beijing
DUE = datetime(2019, 7, 8, 16, 0, tzinfo=UTC)  # 24:00 in Beijing on Monday, five working days on


def asked() -> Case:
    return notify(opened("a1", "M01", "M02", "M07"), jiangmen(), CALENDAR, by="o", at=NOON).case


def deliver(
    case: Case,
    at: datetime = DELIVERED,
    round: int = 1,
    programme: Programme | None = None,
    channel: str = "mail",
) -> Step:
    programme = programme or jiangmen()
    return proven(case, programme, CALENDAR, supplement_round=round, channel=channel, at=at)


def bounce(case: Case, at: datetime = DELIVERED) -> Step:
    return bounced(case, jiangmen(), supplement_round=1, channel="mail", at=at)


def reminding(*days: int) -> Programme:
    clocks = jiangmen().clocks.model_copy(update={"remind_before": days})
    return jiangmen().model_copy(update={"clocks": clocks})


def reminders(step: Step) -> list[datetime]:
    (event,) = step.events
    assert isinstance(event, SupplementClockStarted)
    return list(event.remind_at)


def sent(case: Case, at: datetime, **more: object) -> Step:
    supplement = supplemented("a1", at=at, **more)  # type: ignore[arg-type]
    return take(case, supplement, jiangmen(), CALENDAR, at=at + timedelta(hours=1))


def run_out(case: Case, at: datetime) -> Step:
    step = expire(case, jiangmen(), CALENDAR, at=at)
    assert step is not None
    return step


def test_the_clock_starts_at_proven_delivery_and_tells_how_it_was_counted() -> None:
    step = deliver(asked())
    (event,) = step.events
    assert isinstance(event, SupplementClockStarted)
    assert (event.delivered_at, event.due_at) == (DELIVERED, DUE)
    assert "5 working days" in event.explanation.en
    assert (step.case.stage, step.case.due_at) == ("awaiting_supplement", DUE)


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (DELIVERED, [5, 7]),
        (datetime(2019, 6, 28, 8, 0, tzinfo=UTC), [2, 4]),
        (datetime(2019, 6, 28, 16, 0, tzinfo=UTC), [2, 4]),
    ],
)
def test_reminders_are_at_nine_on_the_days_before_the_last_one(
    at: datetime, days: list[int]
) -> None:
    assert reminders(deliver(asked(), at, programme=reminding(1, 3, 1))) == [
        datetime(2019, 7, day, 1, 0, tzinfo=UTC) for day in days
    ]


def test_a_reminder_that_would_come_before_the_delivery_is_left_out() -> None:
    early = datetime(2019, 7, 1, 0, 59, tzinfo=UTC)
    assert len(reminders(deliver(asked(), early, programme=reminding(7, 3)))) == 2
    on_time = early + timedelta(minutes=1)
    assert len(reminders(deliver(asked(), on_time, programme=reminding(7, 3)))) == 1
    assert reminders(deliver(asked())) == []


def test_a_second_proof_never_moves_the_due_date() -> None:
    case = deliver(asked()).case
    assert deliver(case, DELIVERED - timedelta(days=1)) == Step(case)


def test_a_bounce_never_starts_the_clock() -> None:
    case = bounce(asked()).case
    assert (case.stage, case.due_at, case.delivery_failed) == ("awaiting_delivery", None, True)
    assert expire(case, jiangmen(), CALENDAR, at=DUE + timedelta(days=400)) is None
    assert deliver(case).case.delivery_failed is False


def test_a_bounce_that_comes_later_stops_the_clock_and_the_next_proof_starts_it_anew() -> None:
    step = bounce(deliver(asked()).case, DELIVERED + timedelta(days=1))
    (stopped,) = step.events
    assert isinstance(stopped, SupplementClockStopped)
    assert (stopped.supplement_round, stopped.channel) == (1, "mail")
    case = step.case
    assert (case.stage, case.due_at, case.expires_at) == ("awaiting_delivery", None, None)
    assert case.delivery_failed
    assert expire(case, jiangmen(), CALENDAR, at=DUE + timedelta(days=400)) is None
    served_at = DELIVERED + timedelta(days=7)
    restarted = deliver(case, served_at, channel="post")
    (started,) = restarted.events
    assert isinstance(started, SupplementClockStarted)
    assert (started.channel, started.due_at) == ("post", DUE + timedelta(days=7))
    assert (restarted.case.stage, restarted.case.due_at) == ("awaiting_supplement", started.due_at)


def test_a_bounce_by_mail_stops_no_clock_that_an_officer_has_started_by_post() -> None:
    case = deliver(asked(), channel="post").case
    assert bounce(case) == Step(case)


def test_a_service_that_was_wrongly_recorded_stops_the_clock_that_ran_from_it() -> None:
    case = deliver(asked(), channel="post").case
    step = bounced(case, jiangmen(), supplement_round=1, channel="post", at=DELIVERED)
    assert kinds_of(step) == [SupplementClockStopped]
    right = DELIVERED + timedelta(days=7)
    assert deliver(step.case, right, channel="post").case.due_at == DUE + timedelta(days=7)


def test_a_bounce_that_comes_when_the_supplement_is_there_changes_nothing() -> None:
    case = sent(deliver(asked()).case, DUE - timedelta(seconds=1)).case
    assert bounce(case) == Step(case)


def test_a_supplement_at_the_last_second_is_in_time_and_at_24_00_it_is_late() -> None:
    case = deliver(asked()).case
    back = sent(case, DUE - timedelta(microseconds=1)).case
    assert (back.stage, back.returned, back.complete) == ("formal_review", True, True)
    assert sent(case, DUE) == Step(case)


def test_the_clock_ends_a_case_at_the_due_date_and_not_before() -> None:
    case = deliver(asked()).case
    assert expire(case, jiangmen(), CALENDAR, at=DUE - timedelta(microseconds=1)) is None
    step = run_out(case, DUE + timedelta(days=90))
    (event,) = step.events
    assert isinstance(event, ApplicationNotAccepted)
    assert event.at == event.standing.milestones["not_accepted"] == DUE
    assert (event.reason, event.by, step.case.stage) == (
        "not_supplemented",
        "clock",
        "not_accepted",
    )


def test_a_supplement_in_time_that_is_heard_late_reopens_the_case() -> None:
    ended = run_out(deliver(asked()).case, DUE + timedelta(days=90)).case
    step = sent(ended, DUE - timedelta(seconds=1))
    (event,) = step.events
    assert isinstance(event, CaseReopened)
    assert set(event.standing.milestones) == {"opened", "materials_missing"}
    assert (step.case.stage, step.case.conclusion) == ("formal_review", None)


def not_accepting(case: Case, reason: str, at: datetime) -> Step:
    return not_accept(case, jiangmen(), reason=reason, by="o", at=at)


def test_after_a_supplement_the_reason_is_one_of_a_case_that_had_one() -> None:
    lacking = a_dossier("M01", "M02", "M05")
    back = sent(deliver(asked()).case, DUE - timedelta(seconds=1), **lacking).case
    with pytest.raises(UnknownReason, match="contradicts “Not accepted after a supplement”"):
        not_accepting(back, "not_supplemented", DUE)
    for reason in ("still_incomplete", "out_of_scope"):
        assert not_accepting(back, reason, DUE).case.stage == "not_accepted"


def test_what_a_supplement_completed_is_not_said_to_be_incomplete() -> None:
    back = sent(deliver(asked()).case, DUE - timedelta(seconds=1)).case
    assert back.complete
    with pytest.raises(UnknownReason, match="contradicts “Not accepted, though complete"):
        not_accepting(back, "still_incomplete", DUE)
    assert not_accepting(back, "out_of_scope", DUE).case.stage == "not_accepted"


def test_a_supplement_was_missed_only_once_it_was_due() -> None:
    ended = run_out(deliver(asked()).case, DUE).case
    stage, said = stage_acted_in(ended, jiangmen()), Mistake("看错了", "officer-9", None)
    anew = correct(ended, stage, jiangmen(), CALENDAR, said, DUE).case
    early = DUE - timedelta(milliseconds=1)
    for reason, at in (("still_incomplete", DUE), ("not_supplemented", early)):
        with pytest.raises(UnknownReason, match="contradicts"):
            not_accepting(anew, reason, at)
    assert not_accepting(anew, "not_supplemented", DUE).case.stage == "not_accepted"


def test_a_late_supplement_does_not_reopen_the_case() -> None:
    ended = run_out(deliver(asked()).case, DUE).case
    assert sent(ended, DUE) == Step(ended)


def test_a_supplement_heard_before_the_delivery_is_taken_and_no_clock_starts() -> None:
    back = sent(asked(), DELIVERED + timedelta(hours=2)).case
    step = deliver(back)
    assert kinds_of(step) == []
    assert (step.case.stage, step.case.expires_at) == ("formal_review", None)
    assert step.case.notifications[-1].delivered_at == DELIVERED


def test_a_supplement_of_another_round_changes_nothing() -> None:
    case = deliver(asked()).case
    assert sent(case, DELIVERED, supplement_round=2) == Step(case)
    assert deliver(asked(), round=2).events == ()


def test_a_verdict_on_a_replaced_item_falls_and_others_stand() -> None:
    no = {"reason": "not_sealed", "by": "o", "at": NOON}
    verdicts: dict[About, Judgement] = {
        item: Judgement.model_validate({"verdict": "invalid", **no}) for item in ("M01", "M05")
    }
    case = judge(opened("a1", "M01", "M02", "M05", "M07"), verdicts, jiangmen())
    case = deliver(notify(case, jiangmen(), CALENDAR, by="o", at=NOON).case).case
    back = sent(case, DELIVERED, items=("M05",)).case
    assert (list(back.verdicts), back.complete) == (["M01"], False)


@pytest.mark.parametrize("verdict", [None, "accept", "missing"])
def test_a_file_of_which_nobody_was_notified_in_time_counts_as_accepted_from_its_receipt(
    verdict: str | None,
) -> None:
    case = opened("a1", "M01")
    if verdict is not None:
        said = {"verdict": verdict, "reason": None, "by": "o", "at": NOON}
        case = judge(case, {"M01": Judgement.model_validate(said)}, jiangmen())
    assert case.expires_at == DUE
    step = run_out(case, DUE + timedelta(days=90))
    (event,) = step.events
    assert isinstance(event, ApplicationAccepted)
    assert (event.by, step.case.stage) == ("statute", "accepted")
    assert event.at == event.standing.milestones["accepted"] == case.received_at


def test_the_statute_accepts_nothing_of_which_the_applicant_was_notified() -> None:
    ever = DUE + timedelta(days=400)
    assert expire(asked(), jiangmen(), CALENDAR, at=ever) is None
    assert expire(sent(asked(), DELIVERED).case, jiangmen(), CALENDAR, at=ever) is None


def test_a_day_that_was_declared_off_since_gives_more_time_to_notify() -> None:
    off = OverlayDay(kind="holiday", reason=Bilingual(zh="台风", en="typhoon"))
    calendar = Calendar(Overlay(days={date(2019, 7, 5): off}))
    later = DUE + timedelta(days=1)
    put_off = expire(opened("a1", "M01"), jiangmen(), calendar, at=DUE)
    assert put_off is not None
    assert (kinds_of(put_off), put_off.case.stage) == ([], "formal_review")
    assert put_off.case.due_at == put_off.case.expires_at == later
    ended = expire(put_off.case, jiangmen(), calendar, at=later)
    assert ended is not None
    assert ended.case.stage == "accepted"


def test_a_term_that_the_applicant_was_told_stays_whatever_the_calendar_becomes() -> None:
    off = OverlayDay(kind="holiday", reason=Bilingual(zh="台风", en="typhoon"))
    calendar = Calendar(Overlay(days={date(2019, 7, 5): off}))
    ended = expire(deliver(asked()).case, jiangmen(), calendar, at=DUE)
    assert ended is not None
    assert ended.case.stage == "not_accepted"
