"""A file of which the applicant was not notified in time counts as accepted, by statute."""

from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.case.passing import place_of
from services.review.domain.stages.formal_review.findings import (
    missing_demands,
    missing_items,
    report_of,
)
from shared.calendar import Calendar, ClockPolicy, Deadline, count
from shared.contracts.reviews import DeemedAcceptance
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing


def deemed_acceptance(case: Case, programme: Programme, deadline: Deadline) -> DeemedAcceptance:
    """What is told of it: the term in which nobody asked for anything, and what was missing."""
    report = report_of(case, programme)
    return DeemedAcceptance(
        due_at=deadline.due_at,
        explanation=deadline.sentence(),
        items=missing_items(report, case, programme),
        demands=missing_demands(report),
    )


def deemed_accepted_at(case: Case, programme: Programme) -> datetime | None:
    """When the case counts as accepted unless somebody acts; None where it will not."""
    place = place_of(case, programme)
    if place is None or place.state is not Reviewing.REVIEWING:
        return None
    return case.expires_at


def warned_until(programme: Programme, calendar: Calendar, at: datetime) -> datetime:
    """The office is warned at `at` of whatever counts as accepted by the instant returned.

    That is the end of the programme's number of working days, today among them if it is one.
    """
    days = ClockPolicy(days=programme.clocks.warn_before, kind="working", start="inclusive")
    return count(days, at, calendar).due_at


def in_review(programme: Programme) -> tuple[str, ...]:
    """The words for cases that an officer has to conclude in formal review."""
    stages = programme.way.of_kind(FormalReview)
    return tuple(stage.word(Reviewing.REVIEWING).id for stage in stages)


def anywhere_in_review(programme: Programme) -> tuple[str, ...]:
    """The words for cases that stand anywhere in formal review."""
    stages = programme.way.of_kind(FormalReview)
    return tuple(stage.word(state).id for stage in stages for state in stage.reachable)
