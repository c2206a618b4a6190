"""The numbers of the 23rd session are those that the news prints, whatever the seed."""

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.cast.casting import cast
from deploy.replay.cast.model import Cast, Entrant
from deploy.replay.course import Course
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.loading import Replay, ScenarioInvalid
from shared.programmes.industry import division_of

CLOSING = date(2024, 6, 28)
CHAMPION, SPECIALISED = "manufacturing-single-champion", "specialised-new"
HIGH_TECH = "national-high-tech-enterprise"
PRINTED = ["nanshan", "baoan", "longhua", "guangming"]


@pytest.fixture(scope="module")
def session() -> Replay:
    return Scenarios(PROGRAMMES).load("shenzhen")


@pytest.fixture(scope="module", params=[2024, 7, 11, 1_000_003])
def people(session: Replay, request: pytest.FixtureRequest) -> Cast:
    return cast(session, session.size(), request.param)


@pytest.fixture(scope="module")
def course(session: Replay, people: Cast) -> Course:
    return Course(session.programme, session.scenario.plan, people, session.size(), CLOSING)


@pytest.fixture(scope="module")
def shortlisted(course: Course) -> list[Entrant]:
    return course.passing["preliminary"]


def companies(entrants: list[Entrant]) -> set[str]:
    return {enterprise.uscc for enterprise, _ in entrants}


def holders(people: Cast, *schemes: str, level: str | None = None) -> int:
    """How many companies hold one of these, at this level if one is given, on the closing day."""
    return sum(
        any(
            q.holds_on(CLOSING) and q.scheme in schemes and level in (None, q.level)
            for q in (held.qualification for held in enterprise.holdings)
        )
        for enterprise in people.enterprises
    )


def test_163_companies_apply_and_159_are_shortlisted_with_216_projects_and_approved(
    course: Course, shortlisted: list[Entrant]
) -> None:
    submitted = course.passing["application"]
    assert (len(companies(submitted)), len(companies(shortlisted))) == (163, 159)
    assert len(submitted) > len(shortlisted) == 216
    assert course.passing["release"] == course.listed["release"]
    assert companies(course.passing["release"]) == companies(shortlisted)
    assert len(course.passing["release"]) == 216


def test_categories_prizes_and_industries_of_the_shortlisted(shortlisted: list[Entrant]) -> None:
    assert Counter(a.category for _, a in shortlisted) == {
        "product-rd": 148,
        "manufacturing": 33,
        "modern-service": 35,
    }
    assert sum(a.answers["prize_won"] != "none" for _, a in shortlisted) == 15
    codes = {a.industry for _, a in shortlisted}
    assert len({code[:3] for code in codes}) == len({division_of(code) for code in codes}) == 24
    assert {"392", "651", "272", "349"} <= {code[:3] for code in codes}
    assert len(codes) > 24


def test_tiers_are_held_by_so_many_companies_and_nobody_is_of_two(people: Cast) -> None:
    assert holders(people, CHAMPION) == 24
    levels = ("little-giant", "provincial", "municipal")
    assert [holders(people, SPECIALISED, level=level) for level in levels] == [23, 22, 54]
    assert holders(people, CHAMPION, SPECIALISED) == 123


def test_139_of_the_163_are_national_high_tech_enterprises_and_five_were(people: Cast) -> None:
    assert holders(people, HIGH_TECH) == 139
    ever = [held for e in people.enterprises for held in e.holdings]
    assert sum(held.qualification.scheme == HIGH_TECH for held in ever) == 144


def test_sales_are_862_million_yuan_on_average_of_applicants_and_of_shortlisted(
    people: Cast, shortlisted: list[Entrant]
) -> None:
    inside = companies(shortlisted)
    for group in (people.enterprises, [e for e in people.enterprises if e.uscc in inside]):
        told = [e.applications[0].answers.get("sales_last_year") for e in group]
        numbers = [number for number in told if isinstance(number, int)]
        assert len(told) - len(numbers) == 6
        assert sum(numbers) == 86_200 * len(numbers)


def test_districts_come_in_the_printed_order_by_companies_and_by_projects(
    people: Cast, shortlisted: list[Entrant]
) -> None:
    by_company = Counter(enterprise.district for enterprise in people.enterprises)
    by_project = Counter(enterprise.district for enterprise, _ in shortlisted)
    for counted in (by_company, by_project):
        first = [district for district, _ in counted.most_common(4)]
        assert first == PRINTED
        ranked = sorted(counted.values(), reverse=True)
        assert len(set(ranked[:5])) == 5


def test_no_enterprise_breaks_a_limit_of_the_programme(session: Replay, people: Cast) -> None:
    limits = session.programme.way.entry.limits
    assert limits.per_enterprise
    assert limits.per_category
    for enterprise in people.enterprises:
        categories = Counter(a.category for a in enterprise.applications)
        assert len(enterprise.applications) <= limits.per_enterprise
        assert max(categories.values()) <= limits.per_category


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        (
            "scheme: specialised-new, level: little",
            "scheme: specialized-new, level: little",
            "new?",
        ),
        ("level: little-giant", "level: little-giants", "did you mean little-giant?"),
    ],
)
def test_a_qualification_that_no_fact_looks_at_is_refused(
    tmp_path: Path, found: str, instead: str, said: str
) -> None:
    shutil.copytree(PROGRAMMES, tmp_path / "programmes")
    file = tmp_path / "programmes" / "scenarios" / "shenzhen-23.yaml"
    text = file.read_text(encoding="utf-8")
    assert found in text
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    with pytest.raises(ScenarioInvalid, match=f"holdings.*{re.escape(said)}"):
        Scenarios(tmp_path / "programmes").load("shenzhen")
