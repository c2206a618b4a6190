"""The timeline says how an acceptance came about."""

from typing import Any

import pytest

from services.intake.consumers.accepted import accepted
from services.intake.domain.next_step_texts import to_be_recommended
from services.intake.domain.timeline import TimelineItem
from shared.contracts.reviews import ApplicationAccepted, DeemedAcceptance, MissingItem
from shared.messaging.incoming import Incoming
from shared.programmes.path import FormalReview, Recommendation
from shared.values import Bilingual
from tests.builders import NOON, a_standing
from tests.unit.intake.applications import PROGRAMME, submitted

REPORT = MissingItem(
    requirement="M07",
    name=Bilingual(zh="检验报告", en="Test report"),
    clause="2.3",
    reason="not_provided",
    reason_text=Bilingual(zh="未提供", en="Not provided."),
    acceptable=Bilingual(zh="扫描件", en="A scan"),
)


def shown(**said: Any) -> TimelineItem:
    event = ApplicationAccepted(
        application="a1",
        number="JM-1",
        rule_version="2019.1",
        at=NOON,
        standing=a_standing(),
        **said,
    )
    item = accepted(Incoming(event, "reviews.v1", "a1", 2, "e/2", NOON, None)).item(submitted())
    assert item is not None
    return item


def test_what_an_officer_accepted_has_passed() -> None:
    item = shown(by="o")
    assert (item.what, item.by) == ("accepted", "association")
    assert item.text.zh == "形式审查通过，申报已受理。"


@pytest.mark.parametrize("older", [True, False])
def test_what_the_statute_accepted_has_not(older: bool) -> None:
    deemed = DeemedAcceptance(due_at=NOON, explanation=Bilingual(zh="五日", en="five days"))
    item = shown(by="statute", deemed=None if older else deemed)
    assert (item.what, item.by) == ("accepted_by_statute", "system")
    assert item.text.zh == "未在期限内告知补正，依规视为受理。"
    assert "passed" not in item.text.en


def test_what_was_missing_then_is_named() -> None:
    deemed = DeemedAcceptance(
        due_at=NOON, explanation=Bilingual(zh="五日", en="five days"), items=(REPORT,)
    )
    item = shown(by="statute", deemed=deemed)
    assert item.text.zh.endswith("当时缺1项，涉及检验报告，不再要求补正。")
    assert "1 item was missing then, of: Test report." in item.text.en


def test_the_next_step_says_no_more_of_it_than_is_so() -> None:
    (formal,) = PROGRAMME.way.of_kind(FormalReview)
    (recommending,) = PROGRAMME.way.of_kind(Recommendation)
    deemed = to_be_recommended(PROGRAMME, formal, recommending, by_statute=True)
    passed = to_be_recommended(PROGRAMME, formal, recommending, by_statute=False)
    assert deemed.zh.startswith("依规视为受理，等待")
    assert deemed.en.startswith("It counts as accepted by statute; ")
    assert passed.zh.startswith(f"{formal.name.zh}已通过，等待")
