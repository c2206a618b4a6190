"""Certificates and plaques: numbers, names on them, what makes them void, where they were given."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from services.review.domain.recognition.certifying import (
    hand_over,
    issue,
    may_have,
    reissue_renamed,
    replace,
    void,
)
from services.review.domain.recognition.paper import paper
from services.review.domain.recognition.recognition import HandedOver, Recognition
from services.review.domain.recognition.renaming import rename
from shared.contracts.register import CertificateIssued, CertificateVoided
from shared.errors import Rejected
from shared.pdf.document import Details
from shared.programmes import After, Bilingual, CertificateKind
from shared.values import Bilingual as Words
from tests.unit.review.builders import jiangmen
from tests.unit.review.test_register import NEW, OLD, a_recognition

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
LATER = datetime(2021, 6, 1, 2, tzinfo=UTC)
CHINESE_YEAR = CertificateKind(
    id="certificate",
    document="certificate",
    name=Bilingual(zh="证书", en="Certificate"),
    numbering="粤高品{year}-{serial:4}",
)
PLAQUE = CertificateKind(
    id="plaque",
    document="plaque",
    name=Bilingual(zh="牌匾", en="Plaque"),
    numbering="SF{serial:5}",
)
RULES = jiangmen()
FIRST = "粤高品2021-0007"


def issued() -> Recognition:
    return issue(a_recognition(), RULES, CHINESE_YEAR, 7, "2021-03", by="o", at=AT).recognition


def test_a_number_has_the_year_of_its_issue_in_beijing() -> None:
    new_year = datetime(2020, 12, 31, 16, tzinfo=UTC)
    (one,) = issue(
        a_recognition(), RULES, CHINESE_YEAR, 1, "b", by="o", at=new_year
    ).recognition.certificates
    assert (one.number, one.series) == ("粤高品2021-0001", "p/certificate/2021")
    (plaque,) = issue(
        a_recognition(), RULES, PLAQUE, 123456, "b", by="o", at=AT
    ).recognition.certificates
    assert (plaque.number, plaque.series) == ("SF123456", "p/plaque")


@pytest.mark.parametrize(
    "numbering", ["GR{year}", "GR {serial:4}", "{serial:4}{year}", "{serial}", "a/{serial:3}", ""]
)
def test_a_pattern_without_one_serial_number_is_refused(numbering: str) -> None:
    with pytest.raises(ValidationError):
        CertificateKind(**{**PLAQUE.model_dump(), "numbering": numbering})


def test_two_kinds_of_one_programme_have_patterns_of_their_own() -> None:
    other = PLAQUE.model_copy(update={"id": "medal"})
    with pytest.raises(ValidationError, match="another numbering"):
        After(certificates=(PLAQUE, other))
    assert After(certificates=(PLAQUE, CHINESE_YEAR)).certificates


def test_only_what_holds_and_has_none_gets_one() -> None:
    assert may_have(a_recognition(), CHINESE_YEAR, at=AT)
    assert not may_have(issued(), CHINESE_YEAR, at=AT)
    assert may_have(issued(), PLAQUE, at=AT)
    over = AT.replace(year=2031)
    assert not may_have(a_recognition(), CHINESE_YEAR, at=over)
    with pytest.raises(Rejected, match="recognition-not-valid"):
        issue(a_recognition(), RULES, CHINESE_YEAR, 1, "b", by="o", at=over)


def test_after_a_new_name_number_and_last_day_stay() -> None:
    found = rename(issued(), NEW, since=date(2021, 5, 1), reason="r", by="o", at=LATER).recognition
    assert found.certificates[0].holder == OLD
    step = reissue_renamed(found, RULES, FIRST, by="o", at=LATER)
    (one,) = step.recognition.certificates
    assert (one.number, one.edition, one.holder, one.voided) == (FIRST, 2, NEW, None)
    assert step.recognition.until == found.until
    (event,) = step.events
    assert isinstance(event, CertificateIssued)
    assert (event.edition, event.number, event.replaces) == (2, FIRST, None)
    with pytest.raises(Rejected, match="holder-unchanged"):
        reissue_renamed(step.recognition, RULES, FIRST, by="o", at=LATER)


def test_a_lost_one_is_void_and_the_new_number_names_it() -> None:
    step = replace(issued(), RULES, FIRST, CHINESE_YEAR, 8, "遗失", by="o", at=LATER)
    old, new = step.recognition.certificates
    assert old.voided is not None
    assert (old.voided.replaced_by, new.replaces) == (new.number, FIRST)
    assert step.recognition.in_force("certificate") == new
    ended, given = step.events
    assert isinstance(ended, CertificateVoided)
    assert isinstance(given, CertificateIssued)
    assert (ended.replaced_by, given.replaces) == (given.number, FIRST)
    with pytest.raises(Rejected, match="certificate-void"):
        replace(step.recognition, RULES, FIRST, CHINESE_YEAR, 9, "r", by="o", at=LATER)
    with pytest.raises(Rejected, match="certificate-void"):
        void(step.recognition, RULES, FIRST, "r", by="o", at=LATER)
    with pytest.raises(Rejected, match="certificate-void"):
        hand_over(step.recognition, RULES, FIRST, given_at("a"))


def given_at(activity: str, held_on: date = date(2021, 6, 1), **changes: Any) -> HandedOver:
    values = {"venue": "市民中心", "by": "o", "at": LATER} | changes
    return HandedOver(activity=activity, held_on=held_on, **values)


def test_it_is_handed_over_once_on_a_day_that_has_come() -> None:
    step = hand_over(issued(), RULES, FIRST, given_at("ceremony"))
    assert [event.type for event in step.events] == ["laurel.certificate.handed-over.v1"]
    once_more = hand_over(step.recognition, RULES, FIRST, given_at("ceremony", by="p"))
    assert once_more.events == ()
    with pytest.raises(Rejected, match="already-handed-over"):
        hand_over(step.recognition, RULES, FIRST, given_at("another"))
    with pytest.raises(Rejected, match="not-handed-over-yet"):
        hand_over(issued(), RULES, FIRST, given_at("c", date(2021, 6, 2)))


def test_nothing_is_handed_over_before_it_was_issued() -> None:
    assert hand_over(issued(), RULES, FIRST, given_at("c", date(2021, 3, 1))).events
    with pytest.raises(Rejected, match="not-issued-yet") as refusal:
        hand_over(issued(), RULES, FIRST, given_at("c", date(2021, 2, 28)))
    assert refusal.value.zh


@pytest.mark.parametrize(
    ("code", "called"),
    [("91350100M000100Y43", "统一社会信用代码"), ("441900", "行政区划代码")],
)
def test_the_code_of_a_city_is_printed_as_that_of_a_division(code: str, called: str) -> None:
    found = issued().model_copy(update={"subject": code})
    document = paper(found, found.certificates[0], jiangmen(), "a", "c", ("zh",))
    (details,) = (block for block in document.blocks if isinstance(block, Details))
    (name,) = (name for name, value in details.rows if value == code)
    assert isinstance(name, Words)
    assert name.zh == called


def test_a_refusal_says_it_in_both_languages() -> None:
    with pytest.raises(Rejected) as refusal:
        hand_over(issued(), RULES, FIRST, given_at("c", date(2021, 6, 2)))
    assert refusal.value.zh
    assert refusal.value.errors[0].field == "held_on"
