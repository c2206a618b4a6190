"""A notification is taken back until something has come for it; former verdicts are kept."""

from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.stages.formal_review.answered import SUPPLEMENT
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import bounced, delivered
from services.review.domain.stages.formal_review.expiry import expire
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.refusals import NoSupplementLeft
from services.review.domain.stages.formal_review.staging import staged
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import judge
from shared.contracts.applications import SupplementStaged
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    CaseReopened,
    MaterialsMissing,
    NotificationTakenBack,
)
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing
from tests.builders import NOON, a_standing
from tests.unit.review.builders import CALENDAR, a_dossier, jiangmen, opened, supplemented

LATER = NOON + timedelta(hours=2)
REACHED: dict[str, Any] = {"supplement_round": 1, "channel": "mail", "at": NOON}


def asked() -> Case:
    return notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case


def waiting() -> Case:
    return delivered(asked(), jiangmen(), CALENDAR, **REACHED).case


def taken_back(case: Case) -> Step:
    said = Mistake("误要求补正", "association-9", None)
    return correct(case, stage_acted_in(case, jiangmen()), jiangmen(), CALENDAR, said, LATER)


@pytest.mark.parametrize(
    "before", [asked(), waiting(), bounced(asked(), jiangmen(), **REACHED).case]
)
def test_it_is_taken_back_whether_delivered_or_not_and_no_time_runs(before: Case) -> None:
    step = taken_back(before)
    case = step.case
    assert (case.stage, case.expires_at, case.returned, case.delivery_failed) == (
        *("formal_review", None, False, False),
    )
    assert case.due_at is not None
    assert case.due_at > LATER
    assert "materials_missing" not in case.milestones
    (kept,) = case.notifications
    assert kept.taken_back is not None
    assert (kept.taken_back.reason, kept.taken_back.by, kept.taken_back.at) == (
        *("误要求补正", "association-9", LATER),
    )
    (event,) = step.events
    assert isinstance(event, NotificationTakenBack)
    assert (event.supplement_round, event.reason, event.standing) == (
        1,
        "误要求补正",
        case.standing,
    )


def test_the_next_one_has_its_own_number_and_the_round_was_not_used() -> None:
    back = taken_back(waiting()).case
    anew = notify(back, jiangmen(), CALENDAR, by="o", at=LATER)
    (event,) = anew.events
    assert isinstance(event, MaterialsMissing)
    assert event.supplement_round == 2
    late = delivered(anew.case, jiangmen(), CALENDAR, **REACHED).case
    assert late == anew.case
    still_missing = {**a_dossier("M01"), "supplement_round": 2}
    came = supplemented("a1", at=LATER, **still_missing)
    returned = take(anew.case, came, jiangmen(), CALENDAR, at=LATER).case
    with pytest.raises(NoSupplementLeft):
        notify(returned, jiangmen(), CALENDAR, by="o", at=LATER)


def test_a_proof_or_a_bounce_that_comes_later_starts_nothing() -> None:
    back = taken_back(asked()).case
    for later in (
        delivered(back, jiangmen(), CALENDAR, **REACHED),
        bounced(back, jiangmen(), **REACHED),
    ):
        assert (later.case.stage, later.case.due_at, later.events) == (
            *("formal_review", back.due_at, ()),
        )


def test_what_the_enterprise_has_begun_is_not_taken_from_it() -> None:
    begun = SupplementStaged(
        application="a1", number="JM-a1", supplement_round=1, anything=True, at=NOON,
        standing=a_standing(),
    )  # fmt: skip
    with pytest.raises(Rejected, match="supplement-begun"):
        taken_back(staged(waiting(), begun, jiangmen()))
    emptied = staged(
        staged(waiting(), begun, jiangmen()),
        begun.model_copy(update={"anything": False}),
        jiangmen(),
    )
    assert taken_back(emptied).case.stage == "formal_review"


def test_a_supplement_that_is_on_its_way_is_taken_and_uses_the_round() -> None:
    back = taken_back(waiting()).case
    came = take(back, supplemented("a1", at=LATER), jiangmen(), CALENDAR, at=LATER).case
    assert (came.stage, came.returned, came.supplements_asked) == ("formal_review", True, 1)


def asked_anew() -> Case:
    return notify(taken_back(waiting()).case, jiangmen(), CALENDAR, by="o", at=LATER).case


def heard(case: Case, *without: str, round: int = 1) -> Step:
    came = supplemented("a1", at=NOON, supplement_round=round, **a_dossier(*without))
    return take(case, came, jiangmen(), CALENDAR, at=LATER + timedelta(days=1))


def rounds_answered(case: Case) -> list[int]:
    return [each.round for each in case.notifications if each.returned_at == NOON]


def test_one_that_is_heard_after_the_next_notification_is_taken_and_nothing_is_waited_for() -> None:
    anew = delivered(asked_anew(), jiangmen(), CALENDAR, **REACHED | {"supplement_round": 2}).case
    step = heard(anew)
    case = step.case
    assert (case.stage, case.complete, case.supplements_asked) == ("formal_review", True, 1)
    assert rounds_answered(case) == [1]
    (event,) = step.events
    assert isinstance(event, NotificationTakenBack)
    assert (event.supplement_round, event.answered_by, event.by) == (2, 1, "supplement")
    assert event.standing.milestones == anew.standing.milestones
    assert case.expires_at is None
    assert heard(case, round=2).case.complete
    assert accept(case, jiangmen(), CALENDAR, by="o", at=LATER).case.stage == "accepted"


def test_what_is_handed_in_for_the_next_one_already_still_comes() -> None:
    begun = SupplementStaged(
        application="a1", number="JM-a1", supplement_round=2, anything=True, at=LATER,
        standing=a_standing(),
    )  # fmt: skip
    step = heard(staged(asked_anew(), begun, jiangmen()))
    assert (step.case.stage, step.events) == ("formal_review", ())
    assert rounds_answered(heard(step.case, round=2).case) == [1, 2]


def two_rounds() -> Programme:
    rules = jiangmen()
    return rules.model_copy(
        update={"clocks": rules.clocks.model_copy(update={"supplement_rounds": 2})}
    )


def opened_anew_and_asked() -> tuple[Case, Case]:
    """A case that the clock has ended, opened anew: before and after its office asks again."""
    due_at = waiting().due_at
    assert due_at is not None
    stage = stage_acted_in(waiting(), jiangmen())
    assert isinstance(stage, FormalReview)
    ended = expire(
        waiting(), stage, Reviewing.AWAITING_SUPPLEMENT, two_rounds(), CALENDAR,
        over_at=due_at, at=due_at,
    ).case  # fmt: skip
    assert ended.stage == "not_accepted"
    said = Mistake("误要求补正", "association-9", None)
    again = correct(
        ended, stage_acted_in(ended, two_rounds()), two_rounds(), CALENDAR, said, due_at
    ).case
    return again, notify(again, two_rounds(), CALENDAR, by="o", at=due_at).case


def test_one_of_a_term_that_ran_out_unheard_is_taken_while_the_next_one_is_asked_for() -> None:
    _, asked_twice = opened_anew_and_asked()
    came = supplemented("a1", at=NOON, **a_dossier())
    step = take(asked_twice, came, two_rounds(), CALENDAR, at=LATER + timedelta(days=30))
    assert (step.case.stage, step.case.complete) == ("formal_review", True)
    (event,) = step.events
    assert isinstance(event, NotificationTakenBack)
    assert (event.supplement_round, event.answered_by) == (2, 1)
    partly = supplemented("a1", at=NOON, **a_dossier("M03"))
    step = take(asked_twice, partly, two_rounds(), CALENDAR, at=LATER + timedelta(days=30))
    assert (step.case.stage, step.case.complete, step.events) == (asked_twice.stage, False, ())
    assert step.case.materials != asked_twice.materials


def test_one_that_came_in_time_reopens_what_an_officer_has_ended_unaware_of_it() -> None:
    again, _ = opened_anew_and_asked()
    at = LATER + timedelta(days=30)
    refused = not_accept(again, two_rounds(), reason="out_of_scope", by="o", at=at).case
    step = take(refused, supplemented("a1", at=NOON), two_rounds(), CALENDAR, at=at)
    assert step.case.stage == "formal_review"
    assert isinstance(step.events[0], CaseReopened)


def test_what_is_missing_from_it_the_next_notification_still_asks_for() -> None:
    anew = delivered(asked_anew(), jiangmen(), CALENDAR, **REACHED | {"supplement_round": 2}).case
    case = heard(anew, "M01", "M03").case
    assert (case.stage, case.due_at, case.expires_at) == (
        *("awaiting_supplement", anew.due_at, anew.expires_at),
    )
    assert case.materials != anew.materials
    assert rounds_answered(case) == [1]
    back = heard(case, round=2).case
    assert (back.stage, back.complete, rounds_answered(back)) == ("formal_review", True, [1, 2])


def test_one_that_is_heard_after_the_next_supplement_takes_nothing_of_that_away() -> None:
    answered = heard(asked_anew(), round=2).case
    case = heard(answered, "M01").case
    assert (case.materials, case.complete) == (answered.materials, True)
    assert rounds_answered(case) == [1, 2]


@pytest.mark.parametrize("case", [taken_back(waiting()).case, heard(asked_anew(), "M01").case])
def test_one_that_is_late_or_heard_twice_changes_nothing(case: Case) -> None:
    late = supplemented("a1", at=NOON + timedelta(days=30))
    assert take(case, late, jiangmen(), CALENDAR, at=LATER) == Step(case)
    once = heard(case).case
    assert heard(once, "M01") == Step(once)


def test_one_that_came_before_a_refusal_which_did_not_know_of_it_reopens_the_case() -> None:
    back = taken_back(waiting()).case
    refused = not_accept(back, jiangmen(), reason="out_of_scope", by="o", at=LATER).case
    step = heard(refused)
    assert (step.case.stage, step.case.conclusion, rounds_answered(step.case)) == (
        *("formal_review", None, [1]),
    )
    (event,) = step.events
    assert isinstance(event, CaseReopened)
    assert "not_accepted" not in event.standing.milestones
    after = supplemented("a1", at=LATER + timedelta(seconds=1))
    assert take(refused, after, jiangmen(), CALENDAR, at=LATER) == Step(refused)


def test_who_is_not_accepted_then_is_not_told_of_what_was_asked_by_mistake() -> None:
    back = taken_back(waiting()).case
    step = not_accept(back, jiangmen(), reason="out_of_scope", by="o", at=LATER)
    (event,) = step.events
    assert isinstance(event, ApplicationNotAccepted)
    assert (event.items, event.missed) == ((), None)
    again = taken_back(step.case).case
    assert (again.stage, again.notifications) == ("formal_review", back.notifications)


def word(verdict: Any, by: str, reason: str | None = None) -> Judgement:
    return Judgement(verdict=verdict, reason=reason, by=by, at=NOON)


def test_a_verdict_that_gives_way_is_kept_with_who_said_it_and_why() -> None:
    case = judge(opened("a1"), {"M05": word("invalid", "o1", "expired")}, jiangmen())
    assert case.replaced_verdicts == ()
    case = judge(case, {"M05": word("accept", "o2")}, jiangmen())
    (kept,) = case.replaced_verdicts
    assert (kept.requirement, kept.file, kept.was, kept.by, kept.at) == (
        *("M05", None, word("invalid", "o1", "expired"), "o2", NOON),
    )
    assert judge(case, {"M05": word("accept", "o3")}, jiangmen()).replaced_verdicts == (kept,)
    assert accept(case, jiangmen(), CALENDAR, by="o", at=NOON).case.replaced_verdicts == (kept,)


def test_a_supplement_sets_a_verdict_aside_that_was_about_what_had_come_by_then() -> None:
    case = judge(opened("a1"), {"M01": word("invalid", "o1", "not_sealed")}, jiangmen())
    case = notify(case, jiangmen(), CALENDAR, by="o", at=NOON).case
    sent = supplemented("a1", at=LATER, items=("M01",))
    came = take(case, sent, jiangmen(), CALENDAR, at=LATER).case
    assert [(one.requirement, one.by) for one in came.replaced_verdicts] == [("M01", SUPPLEMENT)]
