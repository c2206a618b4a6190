"""The 23rd session of Shenzhen as it ships: its path, its facts and what it asks for."""

from datetime import date, datetime
from typing import Any

import pytest

from shared.calendar import BEIJING
from shared.programmes import Dossier, PublishedLock, Report, check, load_file
from shared.programmes.facts import Qualification, facts_of
from shared.programmes.path import Decision
from tests.unit.programmes.definitions import JIANGMEN, pdf

FILE = JIANGMEN.parent / "shenzhen-innovation-records.yaml"
RULES = load_file(FILE)
PLAIN: dict[str, Any] = {
    "statement": "本项目首创一种节能工艺，" * 12,
    "registered_in_shenzhen": True,
    "prize_won": "none",
}


def report(*materials: str, **answers: Any) -> Report:
    return check(RULES, Dossier(PLAIN | answers, {item: [pdf()] for item in materials}))


def holding(scheme: str, level: str | None = None) -> Qualification:
    return Qualification(scheme, level, date(2023, 1, 1), date(2026, 1, 1))


def test_services_use_it() -> None:
    assert PublishedLock.beside(FILE).has(RULES)


def test_a_case_is_shortlisted_in_the_open_and_approved_under_seal() -> None:
    assert [(stage.id, stage.kind) for stage in RULES.path] == [
        ("application", "application"),
        ("formal-review", "formal_review"),
        ("preliminary", "decision"),
        ("committee", "decision"),
        ("release", "announcement"),
    ]
    preliminary, committee = RULES.way.of_kind(Decision)
    assert (preliminary.sealed, preliminary.committee) == (False, None)
    assert committee.sealed
    assert committee.committee is not None


def test_its_figures_are_of_those_who_applied_were_shortlisted_and_approved() -> None:
    way = RULES.way
    assert [m.id for m in way.funnel] == ["submitted", "accepted", "shortlisted", "approved"]
    assert way.base is not None
    assert way.success is not None
    assert (way.base.id, way.success.id) == ("shortlisted", "approved")
    assert [end.milestone.id for end in way.exits] == [
        *("withdrawn", "not_accepted", "not_shortlisted", "not_approved"),
    ]


def test_the_days_that_were_printed_are_those_of_the_round() -> None:
    (session,) = RULES.rounds
    assert (session.id, session.year, session.session) == ("23", 2024, 23)
    assert session.opens_at == datetime(2024, 4, 16, tzinfo=BEIJING)
    assert session.announce_on == date(2024, 10, 30)


def test_the_districts_and_categories_that_were_printed_stand_first() -> None:
    assert [district.id for district in RULES.districts[:4]] == [
        *("nanshan", "baoan", "longhua", "guangming"),
    ]
    assert [c.id for c in RULES.categories] == ["product-rd", "manufacturing", "modern-service"]


def test_facts_come_from_the_form_and_from_what_the_enterprise_holds_on_the_day() -> None:
    held = (
        holding("national-high-tech-enterprise"),
        holding("manufacturing-single-champion", "municipal"),
        holding("manufacturing-single-champion", "provincial"),
        holding("specialised-new", "little-giant"),
    )
    answers = PLAIN | {"prize_won": "provincial", "sales_last_year": 86200.5}
    assert facts_of(RULES.facts, answers, held, date(2024, 6, 1)) == {
        "prize": True,
        "prize_level": "provincial",
        "national_high_tech": True,
        "single_champion": True,
        "single_champion_level": "provincial",
        "little_giant": True,
        "provincial_sme": False,
        "municipal_sme": False,
        "annual_sales": 862_005_000,
    }


def test_sales_are_secret_and_unknown_where_they_were_not_given() -> None:
    assert [fact.id for fact in RULES.facts if fact.secret] == ["annual_sales"]
    found = facts_of(RULES.facts, PLAIN, (), date(2024, 6, 1))
    assert "annual_sales" not in found
    assert (found["prize"], found["national_high_tech"]) == (False, False)


@pytest.mark.parametrize("proof", ["R04", "R05"])
def test_one_proof_of_novelty_completes_an_application(proof: str) -> None:
    assert report("R01", "R02", "R03", proof, "R07").complete


def test_a_prize_asks_for_its_certificate() -> None:
    found = report("R01", "R02", "R03", "R04", "R07", prize_won="municipal")
    assert [finding.requirement for finding in found.missing] == ["R06"]
