"""What an enterprise holds by other schemes: known in shape, and free of contradictions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.qualification import HeldQualification, qualification_faults
from tests.unit.intake.applications import NOON, ONE_DAY, an_enterprise

FIRST = date(2019, 1, 1)
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))


def held(
    since: date = FIRST,
    until: date | None = None,
    scheme: str = "tier",
    level: str | None = "national",
) -> HeldQualification:
    """Something that an enterprise holds."""
    return HeldQualification(scheme, level, since, until, "list no. 4")


ANY = st.builds(
    held, DAYS, st.none() | DAYS, st.sampled_from(["tier", "title"]), st.sampled_from(["a", None])
)


def fields_refused(*found: HeldQualification) -> list[str]:
    """The fields that a refusal names; none when it is all right."""
    return [fault.field for fault in qualification_faults(found)]


def test_one_that_ends_before_it_begins_is_refused_by_name() -> None:
    backwards, empty = held(FIRST, FIRST - timedelta(days=1)), held(FIRST, FIRST, level="b")
    assert fields_refused(held(level="c"), backwards, empty) == [
        "qualifications.1.until",
        "qualifications.2.until",
    ]


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (held(date(2021, 12, 31)), True),
        (held(date(2022, 1, 1)), False),
        (held(date(2021, 12, 31), level="provincial"), False),
        (held(date(2021, 12, 31), level=None), True),
        (held(date(2021, 12, 31), scheme="title"), False),
    ],
)
def test_the_same_is_not_held_twice_at_one_time(other: HeldQualification, refused: bool) -> None:
    first = held(FIRST, date(2022, 1, 1))
    assert fields_refused(first, other) == (["qualifications.1"] if refused else [])
    assert fields_refused(other, first) == (["qualifications.1"] if refused else [])


@given(st.lists(ANY, max_size=5))
def test_what_is_taken_holds_on_no_day_twice(found: list[HeldQualification]) -> None:
    if fields_refused(*found):
        return
    for n in range(22):
        day = FIRST + timedelta(days=n)
        on = [(each.scheme, each.level) for each in found if each.holds_on(day)]
        assert len(on) == len(set(on))
        levels = dict.fromkeys(scheme for scheme, level in on if level is None)
        assert all(sum(scheme == each for scheme, _ in on) == 1 for each in levels)


@given(st.lists(ANY, max_size=4))
def test_what_is_refused_holds_twice_on_some_day_or_on_none(found: list[HeldQualification]) -> None:
    refused = fields_refused(*found)
    days = [FIRST + timedelta(days=n) for n in range(22)]
    on = [[each for each in found if each.holds_on(day)] for day in days]
    twice = any(
        one is not other
        and one.scheme == other.scheme
        and (one.level == other.level or None in (one.level, other.level))
        for together in on
        for one in together
        for other in together
    )
    never = any(each.until is not None and each.until <= each.since for each in found)
    assert bool(refused) == (twice or never)


def test_an_enterprise_keeps_what_it_holds_unless_it_says_otherwise() -> None:
    tier = held()
    enterprise = an_enterprise()
    holding = enterprise.changed(enterprise.profile, NOON + ONE_DAY, [tier])
    assert holding.qualifications == (tier,)
    assert holding.changed(enterprise.profile, NOON + ONE_DAY) is holding
    assert holding.changed(enterprise.profile, NOON + ONE_DAY, [tier]) is holding
    assert holding.changed(enterprise.profile, NOON, []).qualifications == ()
