"""A file of which nobody asked anything in time counts as accepted, and stays marked."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.warnings import DEEMED, warnings_of
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.formal_review.deemed import (
    deemed_accepted_at,
    in_review,
    warned_until,
)
from shared.contracts.reviews import ApplicationAccepted
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from tests.builders import NOON
from tests.programmes.two_lists import two_lists
from tests.unit.review.builders import CALENDAR, jiangmen, opened


def deemed(case: Case) -> Step:
    step = expire(case, jiangmen(), CALENDAR, at=case.expires_at or NOON)
    assert step is not None
    return step


def told(step: Step) -> ApplicationAccepted:
    (event,) = step.events
    assert isinstance(event, ApplicationAccepted)
    return event


def test_what_was_missing_is_told_and_the_case_stays_marked() -> None:
    before = opened("a1", "M01", "M02")
    step = deemed(before)
    event = told(step)
    assert event.deemed is not None
    assert [demand.branches for demand in event.deemed.demands] == [
        (("M05",),),
        (("M07",), ("M08",), ("M09",)),
    ]
    assert event.deemed.due_at == before.due_at
    assert "5个工作日" in event.deemed.explanation.zh
    assert step.case.accepted_incomplete
    assert list(warnings_of(step.case)) == [DEEMED]
    assert event.standing.milestones["accepted_incomplete"] == before.received_at


def test_a_complete_file_is_accepted_by_statute_without_a_mark() -> None:
    step = deemed(opened("a1"))
    event = told(step)
    assert event.deemed is not None
    assert event.deemed.items == ()
    assert not step.case.accepted_incomplete
    assert "accepted_incomplete" not in event.standing.milestones


def test_an_officer_accepts_without_a_mark() -> None:
    step = accept(opened("a1"), jiangmen(), CALENDAR, by="o", at=NOON)
    assert told(step).deemed is None
    assert not step.case.accepted_incomplete
    assert "accepted_incomplete" not in step.case.milestones


def test_the_end_of_the_term_is_shown_as_long_as_it_would_accept() -> None:
    case = opened("a1", "M01")
    assert deemed_accepted_at(case, jiangmen()) == case.due_at
    assert deemed_accepted_at(deemed(case).case, jiangmen()) is None


@pytest.mark.parametrize(
    ("today", "until"),
    [
        # Tuesday and Wednesday; Saturday warns of Monday and Tuesday.
        (datetime(2019, 7, 2, 4, tzinfo=UTC), datetime(2019, 7, 3, 16, tzinfo=UTC)),
        (datetime(2019, 7, 6, 4, tzinfo=UTC), datetime(2019, 7, 9, 16, tzinfo=UTC)),
    ],
)
def test_the_office_is_warned_on_the_last_two_working_days(
    today: datetime, until: datetime
) -> None:
    assert warned_until(jiangmen(), CALENDAR, today) == until


def test_a_programme_says_on_how_many_days_the_office_is_warned() -> None:
    clocks = jiangmen().clocks.model_copy(update={"warn_before": 1})
    programme = jiangmen().model_copy(update={"clocks": clocks})
    today = datetime(2019, 7, 2, 4, tzinfo=UTC)
    assert warned_until(programme, CALENDAR, today) - today < timedelta(days=1)


def test_words_of_any_programme_name_the_places_that_are_warned_of() -> None:
    assert in_review(jiangmen()) == ("formal_review",)
    assert in_review(two_lists()) == ("check",)


def test_nothing_is_counted_as_accepted_incomplete_where_nothing_can_be() -> None:
    def counted(programme: Programme) -> bool:
        return "accepted_incomplete" in {given.id for given in programme.way.milestones}

    (stage,) = two_lists().way.of_kind(FormalReview)
    assert not stage.deemed_acceptance
    assert (counted(jiangmen()), counted(two_lists())) == (True, False)
