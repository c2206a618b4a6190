"""New rules come while cases are under way."""

from datetime import date, datetime

import pytest

from services.review.usecases.rules import Rules
from shared.programmes import Programmes
from tests.builders import a_standing
from tests.bus.review.conftest import Review
from tests.unit.review.builders import CALENDAR, delivered, jiangmen, submitted

LACKING = ("M01", "M02", "M07")
NEWER = "2019.2"


@pytest.fixture
def by_rules() -> Rules:
    clocks = jiangmen().clocks
    ten = clocks.supplement.model_copy(update={"days": 10})
    newer = {
        "version": NEWER,
        "effective_from": date(2019, 7, 1),
        "clocks": clocks.model_copy(update={"supplement": ten}),
    }
    known = Programmes([jiangmen(), jiangmen().model_copy(update=newer)])
    return Rules(known, CALENDAR)


async def test_edge_case_12_a_case_keeps_the_version_that_was_in_force_at_its_submission(
    review: Review,
) -> None:
    newer = a_standing(category="new-materials", programme_version=NEWER)
    await review.send(submitted("before", *LACKING), 1)
    await review.send(submitted("after", *LACKING, standing=newer), 1)
    await review.until_stages(formal_review=2)
    for application in ("before", "after"):
        await review.ask("association", "POST", f"/review/v1/cases/{application}/notification")
        await review.send(delivered(application), 1)
    await review.until_stages(awaiting_supplement=2)
    cases = [
        await review.ask("association", "GET", f"/review/v1/cases/{application}")
        for application in ("before", "after")
    ]
    assert [case["programme_version"] for case in cases] == ["2019.1", NEWER]
    due = [datetime.fromisoformat(case["due_at"]).date() for case in cases]
    assert due == [date(2019, 7, 8), date(2019, 7, 15)]
