"""Edge case 7: make-up workdays, and holidays that were gazetted after a term was computed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.review.usecases.rules import Rules
from shared.calendar import Calendar
from shared.calendar.overlay import Overlay
from tests.bus.review.conftest import House, Review
from tests.unit.review.builders import delivered, rules, submitted

FRIDAY = datetime(2019, 9, 27, 4, tzinfo=UTC)
DUE = datetime(2019, 10, 10, 16, tzinfo=UTC)
"""The end of Thursday, 10 October in Beijing: five working days after that Friday, as the Sunday
in between is worked and the first week of October is free."""
REASON = {"zh": "补充通知", "en": "Notice that came later"}


def corrected(**days: str) -> Rules:
    """The rules with these days of October 2019 as a later notice has them."""
    entered = {
        date(2019, 10, int(day[1:])): {"kind": kind, "reason": REASON} for day, kind in days.items()
    }
    calendar = Calendar(Overlay.model_validate({"days": entered}))
    return Rules(rules().programmes, calendar)


async def one_told_and_one_not(review: Review) -> None:
    """One that was notified and knows when it is due, and one that nobody has looked at."""
    review.now(FRIDAY)
    for application in ("told", "waiting"):
        lacking = submitted(application, "M01", "M02", "M07", received_at=FRIDAY)
        await review.send(lacking, 1)
    await review.until_stages(formal_review=2)
    await review.ask("association", "POST", "/review/v1/cases/told/notification")
    await review.send(delivered("told", at=FRIDAY), 1)
    await review.until_stages(awaiting_supplement=1, formal_review=1)
    assert await due_at(review) == DUE


async def due_at(review: Review) -> datetime:
    case: dict[str, Any] = await review.ask("association", "GET", "/review/v1/cases/told")
    return datetime.fromisoformat(case["due_at"])


async def test_edge_case_7_a_make_up_sunday_in_a_term_is_counted(review: Review) -> None:
    await one_told_and_one_not(review)
    case = await review.ask("association", "GET", "/review/v1/cases/told")
    explained = case["notifications"][0]["explanation"]["en"]
    assert "counting 29 September (make-up workday" in explained, explained
    review.stop_at(DUE - timedelta(microseconds=1))
    assert (await review.progress())["stages"] == {"awaiting_supplement": 1, "formal_review": 1}
    review.now(DUE)
    await review.until_stages(not_accepted=1, accepted=1)


async def test_edge_case_7_a_holiday_gazetted_later_moves_only_what_nobody_was_told(
    house: House,
) -> None:
    async with house.running(rules()) as before:
        await one_told_and_one_not(before)
    async with house.running(corrected(d10="holiday")) as after:
        assert await due_at(after) == DUE
        after.now(DUE)
        await after.until_stages(not_accepted=1, formal_review=1)
        after.now(DUE + timedelta(days=1))
        await after.until_stages(not_accepted=1, accepted=1)


async def test_edge_case_7_a_workday_gazetted_later_never_shortens_what_was_told(
    house: House,
) -> None:
    async with house.running(rules()) as before:
        await one_told_and_one_not(before)
    async with house.running(corrected(d6="make_up_workday", d7="make_up_workday")) as after:
        assert await due_at(after) == DUE
        after.stop_at(DUE - timedelta(microseconds=1))
        supplement = (await after.progress())["stages"]["awaiting_supplement"]
        assert supplement == 1
        after.now(DUE)
        await after.until_stages(not_accepted=1, accepted=1)
