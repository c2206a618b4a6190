"""The round of Jiangmen as it ships: what it asks for, and the figures it is to reproduce."""

from typing import Any

import pytest

from shared.programmes import Dossier, Report, check, load_file
from tests.unit.programmes.definitions import JIANGMEN, pdf

RULES = load_file(JIANGMEN)
PLAIN: dict[str, Any] = {
    "M04": "本产品属于先进制造领域，" * 20,
    "regulated": False,
    "ip_acquired": False,
    "high_impact": False,
}


def report(*materials: str, **answers: Any) -> Report:
    return check(RULES, Dossier(PLAIN | answers, {item: [pdf()] for item in materials}))


def missing(found: Report) -> list[str]:
    return [finding.requirement for finding in found.missing]


@pytest.mark.parametrize("proof", ["M07", "M08", "M09"])
def test_any_one_proof_of_the_product_completes_a_plain_application(proof: str) -> None:
    found = report("M01", "M02", "M05", proof)
    assert found.complete
    others = {"M07", "M08", "M09"} - {proof}
    assert {found.of(item).status for item in others} == {"optional"}
    assert {found.of(item).status for item in ("M06", "M10")} == {"not_applicable"}


def test_without_any_proof_all_three_are_named_as_alternatives() -> None:
    found = report("M01", "M02", "M05")
    assert missing(found) == ["M07", "M08", "M09"]
    assert {f.alternatives for f in found.missing} == {("M07", "M08", "M09")}


def test_a_regulated_product_needs_its_licence_which_then_is_proof_enough() -> None:
    found = report("M01", "M02", "M05", regulated=True)
    assert missing(found) == ["M08"]
    assert found.of("M08").alternatives == ()
    assert missing(report("M01", "M02", "M05", "M07", regulated=True)) == ["M08"]
    assert report("M01", "M02", "M05", "M08", regulated=True).complete


def test_acquired_rights_and_a_high_impact_each_ask_for_their_proof() -> None:
    found = report("M01", "M02", "M05", "M07", ip_acquired=True, high_impact=True)
    assert missing(found) == ["M06", "M10"]


@pytest.mark.parametrize(
    ("length", "status", "reason"),
    [
        (0, "missing", "not_provided"),
        (199, "invalid", "text_too_short"),
        (200, "met", None),
        (300, "met", None),
        (301, "invalid", "text_too_long"),
    ],
)
def test_the_field_statement_has_200_to_300_characters(
    length: int, status: str, reason: str | None
) -> None:
    finding = report("M01", "M02", "M05", "M07", M04="字" * length).of("M04")
    assert (finding.status, finding.reason) == (status, reason)


def test_a_line_end_in_the_field_statement_counts_as_one_however_a_browser_sends_it() -> None:
    lines = "\r\n".join(["字" * 59] * 5)
    assert len(lines) > 300
    assert report("M01", "M02", "M05", "M07", M04=lines).of("M04").status == "met"
    short = "\r\n".join(["字" * 65] * 3)
    assert len(short) > 200 - 2
    assert report("M01", "M02", "M05", "M07", M04=short).of("M04").reason == "text_too_short"


def test_everything_missing_is_told_at_once_with_clause_and_what_is_acceptable() -> None:
    found = check(RULES, Dossier())
    assert missing(found) == [
        *("M01", "M02", "M05", "M06", "M07", "M08", "M09", "M10"),
        *("M04", "regulated", "ip_acquired", "high_impact"),
    ]
    first = found.missing[0]
    assert first.name.zh == "申请表"
    assert first.clause.en == "Application materials, item 1"
    assert first.acceptable.en.startswith("A scan of the form with the company seal")
    assert first.reason_text is not None
    assert first.reason_text.zh == "未提供"


def test_an_unanswered_condition_asks_for_what_may_be_needed() -> None:
    found = report("M01", "M02", "M05", regulated=None)
    assert missing(found) == ["M07", "M08", "M09", "regulated"]


def test_it_has_the_districts_fields_and_clocks_of_the_round() -> None:
    assert [district.name.zh for district in RULES.districts] == [
        *("蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"),
    ]
    assert len(RULES.categories) == 8
    assert [(office.id, office.quota) for office in RULES.recommenders] == [("jiangmen", None)]
    notice = RULES.clocks.public_notice
    assert (notice.days, notice.kind, notice.start) == (10, "working", "inclusive")
