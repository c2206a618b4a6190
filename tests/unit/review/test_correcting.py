"""An office takes back what it did last, until somebody has acted on it; both acts are kept."""

from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import bounced, delivered
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import judge
from shared.contracts.reviews import ActTakenBack
from shared.errors import Rejected
from shared.programmes import Programme
from tests.builders import NOON
from tests.programmes.two_lists import two_lists
from tests.unit.review.builders import (
    CALENDAR,
    RECOMMENDED_AT,
    accepted,
    decided,
    jiangmen,
    opened,
    recommended,
    supplemented,
)
from tests.unit.review.small_cases import accepted as small_accepted
from tests.unit.review.small_cases import (
    announcing,
    before_committee,
    deciding,
    deliberated,
    entry_of,
    shortlisted,
)

LATER = RECOMMENDED_AT + timedelta(days=1)


def taken_back(case: Case, programme: Programme | None = None) -> Step:
    known = programme or jiangmen()
    said = Mistake("看错了材料", "officer-9", None)
    return correct(case, stage_acted_in(case, known), known, CALENDAR, said, LATER)


def event_of(step: Step) -> ActTakenBack:
    (event,) = step.events
    assert isinstance(event, ActTakenBack)
    assert event.standing == step.case.standing
    return event


def test_an_acceptance_is_taken_back_and_formal_review_has_its_time_anew() -> None:
    before = accepted()
    step = taken_back(before)
    case = step.case
    assert (case.stage, case.conclusion, "accepted" in case.milestones) == (
        *("formal_review", None, False),
    )
    assert case.due_at is not None
    assert case.due_at > LATER
    assert case.expires_at is None
    (kept,) = case.corrections
    assert (kept.stage, kept.what, kept.reason, kept.by) == (
        *("formal_review", "conclusion", "看错了材料", "officer-9"),
    )
    assert kept.conclusion == before.conclusion
    assert set(kept.milestones) == {"accepted"}
    told = event_of(step)
    assert (told.what, told.reason) == ("conclusion", "看错了材料")
    assert before.conclusion is not None
    assert (told.in_favour, told.done_at, told.still_asked) == (True, before.conclusion.at, None)
    assert told.addressee is not None
    assert told.addressee.uscc == case.uscc
    refused = not_accept(case, jiangmen(), reason="out_of_scope", by="o", at=LATER).case
    assert (refused.stage, refused.corrections) == ("not_accepted", case.corrections)


def test_a_non_acceptance_is_taken_back_to_where_it_was_made() -> None:
    ended = not_accept(opened(), jiangmen(), reason="out_of_scope", by="o", at=NOON).case
    back = taken_back(ended).case
    assert (back.stage, "not_accepted" in back.milestones) == ("formal_review", False)
    assert accept(back, jiangmen(), CALENDAR, by="o", at=LATER).case.stage == "accepted"

    asked = notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case
    failed: dict[str, Any] = {"supplement_round": 1, "channel": "mail", "at": NOON}
    undelivered = bounced(asked, jiangmen(), **failed).case
    ended = not_accept(undelivered, jiangmen(), reason="out_of_scope", by="o", at=NOON).case
    step = taken_back(ended)
    assert (step.case.stage, step.case.due_at) == ("awaiting_delivery", None)
    assert (event_of(step).in_favour, event_of(step).still_asked) == (False, 1)


def test_what_counts_as_accepted_by_statute_is_not_taken_back() -> None:
    step = expire(opened(), jiangmen(), CALENDAR, at=LATER)
    assert step is not None
    with pytest.raises(Rejected, match="nothing-to-correct") as refused:
        taken_back(step.case)
    assert "by statute" in refused.value.detail


def test_a_review_that_the_clock_has_ended_is_opened_anew_and_takes_what_had_come_in_time() -> None:
    asked = notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case
    reached: dict[str, Any] = {"supplement_round": 1, "channel": "mail", "at": NOON}
    waiting = delivered(asked, jiangmen(), CALENDAR, **reached).case
    step = expire(waiting, jiangmen(), CALENDAR, at=LATER)
    assert step is not None
    back = taken_back(step.case).case
    assert (back.stage, back.returned, back.expires_at) == ("formal_review", False, None)
    late = supplemented("a1", at=LATER)
    assert take(back, late, jiangmen(), CALENDAR, at=LATER).case == back
    in_time = supplemented("a1", at=NOON + timedelta(hours=1))
    taken = take(back, in_time, jiangmen(), CALENDAR, at=LATER).case
    assert (taken.stage, taken.returned, taken.due_at) == ("formal_review", True, back.due_at)


def test_a_recommendation_is_taken_back_with_its_milestone() -> None:
    before = recommended()
    step = taken_back(before)
    assert (step.case.stage, step.case.recommendation) == ("accepted", None)
    assert step.case.corrections[0].recommendation == before.recommendation
    assert "recommended" not in step.case.milestones


def test_a_sealed_decision_is_taken_back_and_made_anew_without_a_word_to_the_enterprise() -> None:
    before = decided()
    step = taken_back(before)
    assert (step.case.stage, step.case.decision) == ("recommended", None)
    told = event_of(step)
    assert (told.reason, told.addressee, told.in_favour, told.done_at) == (None,) * 4
    anew = decide(
        step.case,
        jiangmen(),
        CALENDAR,
        verdict="not_recognise",
        opinion="依据不足",
        reason="no_sales",
        by="r",
        at=LATER,
    )
    assert anew is not None
    assert anew.case.decision is not None
    assert anew.case.decision.verdict == "not_recognise"
    assert (anew.case.earlier_decisions, anew.case.corrections[0].decision) == ((), before.decision)


@pytest.mark.parametrize("verdict", ["shortlist", "reject"])
def test_an_open_decision_is_taken_back_whichever_way_it_went(verdict: str) -> None:
    words = two_lists().way.stage("preliminary").verdicts  # type: ignore[union-attr]
    failed = verdict == "reject"
    word = words.failed.id if failed else words.passed.id
    before = deciding(small_accepted(), word, reason="unfit" if failed else None).case
    step = taken_back(before, two_lists())
    assert step.case.stage == "preliminary"
    assert event_of(step).reason == "看错了材料"
    assert set(step.case.corrections[0].milestones) <= set(before.milestones)
    assert step.case.decision is None


def test_an_earlier_decision_stands_once_the_later_one_is_taken_back() -> None:
    before = deliberated()
    case = taken_back(before, two_lists()).case
    assert (case.decision, case.earlier_decisions) == (before.earlier_decisions[0], ())


def test_nothing_is_taken_back_once_a_list_has_made_it_public() -> None:
    for case in (before_committee(), announcing(shortlisted(), "shortlist", None).case):
        with pytest.raises(Rejected, match="already-announced"):
            taken_back(case, two_lists())
    ended = announcing(deliberated(), "release", entry_of(deliberated())).case
    with pytest.raises(Rejected, match="already-announced"):
        taken_back(ended, two_lists())


def test_who_has_done_nothing_yet_has_nothing_to_take_back() -> None:
    judged = judge(
        opened(),
        {"M01": Judgement(verdict="missing", reason=None, by="o", at=NOON)},
        jiangmen(),
    )
    for case in (opened(), judged):
        with pytest.raises(Rejected, match="nothing-to-correct"):
            taken_back(case)
