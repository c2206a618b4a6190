"""While something is staged the clock spares the case: intake ends the term of a supplement."""

from datetime import timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.staging import staged as note
from services.review.domain.stages.formal_review.supplement import supplemented as take
from tests.unit.review.builders import jiangmen, staged, supplemented
from tests.unit.review.test_supplement import CALENDAR, DELIVERED, DUE, asked, deliver, run_out

HOUR = timedelta(hours=1)
MS = timedelta(milliseconds=1)


def staging(case: Case, *, anything: bool = True, round: int = 1) -> Case:
    return note(case, staged(anything=anything, round=round), jiangmen())


@pytest.mark.parametrize("before_delivery", [True, False])
def test_a_case_of_which_something_is_staged_is_not_ended_by_the_clock(
    before_delivery: bool,
) -> None:
    case = deliver(staging(asked())).case if before_delivery else staging(deliver(asked()).case)
    assert (case.stage, case.due_at) == ("awaiting_supplement", DUE)
    assert expire(case, jiangmen(), CALENDAR, at=DUE + 30 * timedelta(days=1)) is None


def test_what_is_taken_at_the_end_of_the_term_leaves_the_office_its_whole_time() -> None:
    case = staging(deliver(asked()).case)
    step = take(
        case, supplemented(at=DUE - MS), jiangmen(), CALENDAR, at=DUE + timedelta(minutes=2)
    )
    assert (step.case.stage, step.events) == ("formal_review", ())
    assert step.case.due_at is not None
    assert step.case.due_at > DUE + timedelta(days=4)
    assert not step.case.notifications[-1].staged


def test_when_everything_is_taken_back_the_clock_ends_the_case_as_ever() -> None:
    case = staging(staging(deliver(asked()).case), anything=False)
    assert run_out(case, DUE).case.stage == "not_accepted"
    early = deliver(staging(staging(asked()), anything=False)).case
    assert run_out(early, DUE).case.stage == "not_accepted"


def test_staging_that_is_heard_of_late_changes_nothing_and_the_supplement_reopens_the_case() -> (
    None
):
    ended = run_out(deliver(asked()).case, DUE).case
    assert staging(ended) == ended
    step = take(ended, supplemented(at=DUE - MS), jiangmen(), CALENDAR, at=DUE + HOUR)
    assert step.case.stage == "formal_review"


def test_staging_for_another_round_or_after_the_return_changes_nothing() -> None:
    waiting = deliver(asked()).case
    assert staging(waiting, round=2) == waiting
    back = take(waiting, supplemented(at=DELIVERED + HOUR), jiangmen(), CALENDAR, at=DUE).case
    assert staging(back) == back
