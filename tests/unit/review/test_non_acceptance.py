"""What a non-acceptance tells besides its reason, so that a letter can say it all."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import not_accept
from services.review.domain.stages.formal_review.delivery import bounced, delivered
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.supplement import supplemented as take
from shared.calendar import Calendar
from shared.contracts.base import Addressee
from shared.contracts.reviews import ApplicationNotAccepted, MaterialsMissing
from shared.programmes import Programme
from shared.values import Bilingual
from tests.builders import NOON
from tests.unit.review.builders import a_dossier, jiangmen, opened, supplemented

CALENDAR = Calendar()
DUE = datetime(2019, 7, 8, 16, 0, tzinfo=UTC)
CLOSES = datetime(2019, 7, 12, 16, 0, tzinfo=UTC)
ASSOCIATION = Bilingual(
    zh="江门市高新技术产业促进会", en="Jiangmen High-tech Industry Promotion Association"
)


def asked(*materials: str) -> tuple[Case, MaterialsMissing]:
    step = notify(opened("a1", *materials), jiangmen(), CALENDAR, by="o", at=NOON)
    (event,) = step.events
    assert isinstance(event, MaterialsMissing)
    return step.case, event


def ended(
    case: Case, at: datetime = NOON, programme: Programme | None = None
) -> tuple[Case, ApplicationNotAccepted]:
    step = not_accept(case, programme or jiangmen(), reason="out_of_scope", by="o", at=at)
    (event,) = step.events
    assert isinstance(event, ApplicationNotAccepted)
    return step.case, event


def test_one_that_the_clock_ended_names_what_was_asked_for_and_how_the_time_was_counted() -> None:
    case, asking = asked("M01", "M02")
    case = delivered(case, jiangmen(), CALENDAR, supplement_round=1, channel="mail", at=NOON).case
    step = expire(case, jiangmen(), CALENDAR, at=DUE)
    assert step is not None
    (event,) = step.events
    assert isinstance(event, ApplicationNotAccepted)
    assert (event.items, event.demands) == (asking.items, asking.demands)
    assert event.missed is not None
    assert (event.missed.delivered_at, event.missed.due_at) == (NOON, DUE)
    assert "5 working days" in event.missed.explanation.en
    assert event.addressee is not None
    assert event.addressee.model_dump() == asking.model_dump(include=set(Addressee.model_fields))
    assert event.office == ASSOCIATION


def test_one_that_was_asked_for_nothing_is_told_of_nothing_missing() -> None:
    _, event = ended(opened("a1", "M01"))
    assert (event.items, event.demands, event.missed) == ((), (), None)


def test_one_that_an_officer_ended_after_its_supplement_names_what_is_missing_still() -> None:
    case, _ = asked("M01", "M02")
    half = supplemented("a1", at=NOON, **a_dossier("M01", "M02", "M07"))
    _, event = ended(take(case, half, jiangmen(), CALENDAR, at=NOON).case)
    assert [item.requirement for item in event.items] == ["M05"]
    assert event.missed is None


def test_one_that_could_not_be_notified_names_what_was_asked_for_and_no_date() -> None:
    case, asking = asked("M01")
    _, event = ended(bounced(case, jiangmen(), supplement_round=1, channel="mail", at=NOON).case)
    assert (event.demands, event.missed) == (asking.demands, None)


@pytest.mark.parametrize(
    ("at", "most", "until"),
    [
        (CLOSES - timedelta(seconds=1), None, CLOSES),
        (CLOSES, None, None),
        (NOON, 3, None),
    ],
)
def test_a_new_application_is_possible_while_the_call_is_open_and_none_has_lost_its_place(
    at: datetime, most: int | None, until: datetime | None
) -> None:
    programme = jiangmen().model_copy(update={"max_applications_per_enterprise": most})
    assert ended(opened("a1"), at, programme)[1].apply_until == until


def test_without_an_entrusted_body_the_office_is_the_competent_department() -> None:
    programme = jiangmen().model_copy(update={"entrusted_body": None})
    office = ended(opened("a1"), programme=programme)[1].office
    assert office == Bilingual(
        zh="江门市科学技术局", en="Jiangmen Bureau of Science and Technology"
    )
