"""The supplement clock over Kafka: delivery, bounce, expiry, and what is heard late."""

from datetime import timedelta

from shared.contracts.reviews import SupplementClockStarted
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.clients.waiting import until
from tests.unit.review.builders import bounced, delivered, submitted, supplemented

MONTHS = NOON + timedelta(days=150)


async def asked(review: Review, *applications: str) -> None:
    for application in applications:
        await review.send(submitted(application, "M01", "M02", "M07"), 1)
    await review.until_stages(formal_review=len(applications))
    decisions = [{"application": a, "conclude": "notify"} for a in applications]
    await review.ask(
        "association", "POST", "/review/v1/formal-review", json={"decisions": decisions}
    )


async def test_the_clock_ends_what_was_delivered_after_a_jump_and_never_what_bounced(
    review: Review,
) -> None:
    await asked(review, "b1", "b2")
    await review.send(delivered("b1"), 1)
    await review.send(bounced("b2"), 1)
    await review.until_stages(awaiting_supplement=1, awaiting_delivery=1)
    await until("bounced", review.progress, lambda seen: seen["delivery_failed"] == 1)
    review.now(MONTHS)
    await review.until_stages(not_accepted=1, awaiting_delivery=1)
    case = await review.ask("officer", "GET", "/review/v1/cases/b1")
    assert (case["conclusion"]["by"], case["conclusion"]["reason"]) == ("clock", "not_supplemented")


async def test_a_supplement_in_time_that_comes_after_the_expiry_reopens_the_case(
    review: Review,
) -> None:
    await asked(review, "b1")
    await review.send(delivered("b1"), 1)
    await review.until_stages(awaiting_supplement=1)
    review.now(MONTHS)
    await review.until_stages(not_accepted=1)
    await review.send(supplemented("b1", at=NOON + timedelta(days=3)), 2)
    await review.until_stages(formal_review=1)
    kinds = [heard.event.type.split(".")[2] for heard in await review.events("reviews.v1", 5)]
    assert kinds == [
        "opened",
        "materials-missing",
        "supplement-clock-started",
        "not-accepted",
        "reopened",
    ]


async def test_the_due_date_is_told_with_its_explanation(review: Review) -> None:
    await asked(review, "b1")
    await review.send(delivered("b1"), 1)
    heard = await review.events("reviews.v1", 3)
    started = heard[-1].event
    assert isinstance(started, SupplementClockStarted)
    case = await review.ask("association", "GET", "/review/v1/cases/b1")
    (notification,) = case["notifications"]
    assert notification["explanation"] == started.explanation.model_dump()
    assert case["due_at"] == started.due_at.isoformat().replace("+00:00", "Z")
