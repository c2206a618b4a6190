"""A city is told of by its division code, and an enterprise just as ever."""

from collections.abc import Iterator

import pytest

from services.review.api.pages.phrases import LISTS
from services.review.api.pages.views import ListView
from services.review.domain.stages.formal_review.notification import notify
from shared.contracts.base import Event
from tests.builders import NOON
from tests.pages.sample_list import noticed_list
from tests.programmes.two_lists import two_lists
from tests.unit.review.builders import CALENDAR
from tests.unit.review.small_cases import announcing, checking, entry_of, shortlisted

DONGGUAN, ENTERPRISE = "441900", "91350100M000100Y43"


def told(code: str) -> Iterator[Event]:
    """What names the applicant: the one-time notification, and what an announcement gives."""
    incomplete = checking(uscc=code, materials=())
    yield from notify(incomplete, two_lists(), CALENDAR, by="o", at=NOON).events
    case = shortlisted(uscc=code)
    yield from announcing(case, "shortlist", entry_of(case)).events


def kinds(code: str) -> list[object]:
    found = []
    for event in told(code):
        body = event.model_dump(mode="json")
        parts = [body, body.get("addressee"), body.get("listed")]
        named = [part for part in parts if isinstance(part, dict) and part.get("uscc") == code]
        found += [part.get("code_kind") for part in named]
    return found


@pytest.mark.parametrize(("code", "kind"), [(DONGGUAN, "division"), (ENTERPRISE, None)])
def test_every_event_that_names_the_applicant_says_of_which_kind_its_code_is(
    code: str, kind: str | None
) -> None:
    assert kinds(code) == [kind] * 3


@pytest.mark.parametrize(("subject", "applicant"), [("city", "city"), ("product", "enterprise")])
def test_a_page_of_a_list_calls_those_on_it_what_they_are(subject: str, applicant: str) -> None:
    programme = two_lists().model_copy(update={"subject": subject})
    final, found = programme.way.final, noticed_list(programme, entries=1)
    view = ListView(found, programme, final, "noticed", 2019, None)
    assert view.applicant == applicant
    assert {f"applicant_{applicant}", f"names_as_of_{applicant}"} <= LISTS.keys()
