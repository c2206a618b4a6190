"""An agency hears what it asked for, and whatever becomes of that later."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.facts import PUBLIC, industries_of, outcome_of
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import PublicOutcome
from tests.unit.notify.outcomes import a_sample, heard

RECOGNISED = heard("outcome.recognised").numbered(1, None)
ASKED = st.frozensets(st.sampled_from(["2019", "2020", "pengjiang", "electronics", "C", "39"]))
FILTERS = st.builds(Filter, **{field.name: ASKED for field in fields(Filter)})


def only(**asked: str) -> Filter:
    return Filter(**{name: frozenset({value}) for name, value in asked.items()})


def test_who_asks_for_nothing_gets_everything() -> None:
    kinds = [name.removeprefix("laurel.").removesuffix(".v1") for name in PUBLIC]
    assert all(Filter().matches(heard(kind).numbered(1, None)) for kind in kinds)


@pytest.mark.parametrize(
    "asked",
    [
        only(programme="gd-hightech-product-jiangmen", round="2019"),
        only(district="pengjiang", category="electronics"),
        only(kind="laurel.outcome.recognised.v1", outcome="recognised"),
        Filter(round=frozenset({"2018", "2019"})),
    ],
)
def test_every_fact_that_is_asked_for_has_to_be_there(asked: Filter) -> None:
    assert asked.matches(RECOGNISED)


@pytest.mark.parametrize("field", [field.name for field in fields(Filter)])
def test_one_fact_that_differs_is_enough(field: str) -> None:
    assert not only(**{field: "elsewhere"}).matches(RECOGNISED)


@given(FILTERS, FILTERS)
def test_who_asks_for_more_values_of_a_fact_never_gets_less(one: Filter, other: Filter) -> None:
    both = {
        field.name: (a | b)
        if (a := getattr(one, field.name)) and (b := getattr(other, field.name))
        else frozenset()
        for field in fields(Filter)
    }
    if one.matches(RECOGNISED) or other.matches(RECOGNISED):
        assert Filter(**both).matches(RECOGNISED)


@pytest.mark.parametrize("code", ["C", "39", "391", "3912"])
def test_an_industry_is_asked_for_at_any_depth(code: str) -> None:
    assert only(industry=code).matches(RECOGNISED)


@pytest.mark.parametrize("code", ["D", "3", "40", "392", "3913", "912"])
def test_another_industry_is_not(code: str) -> None:
    assert not only(industry=code).matches(RECOGNISED)


def test_an_industry_is_the_same_with_its_letter_and_without() -> None:
    assert industries_of("C3912") == industries_of("3912") == {"C", "39", "391", "3912"}


def test_what_is_no_code_of_an_industry_is_asked_for_as_it_is() -> None:
    assert industries_of("unknown") == {"unknown"}
    assert industries_of(None) == frozenset()


def test_a_revocation_reaches_who_asked_for_the_recognised_of_a_district() -> None:
    revoked = heard("outcome.revoked", "a1", 2).numbered(2, RECOGNISED)
    assert only(district="pengjiang", outcome="recognised").matches(revoked)
    assert only(outcome="revoked").matches(revoked)
    assert not only(outcome="revoked").matches(RECOGNISED)


def test_a_correction_reaches_who_asked_for_what_was_there_before() -> None:
    removed = heard("outcome.corrected", "a1", 2, outcome="not_recognised").numbered(2, RECOGNISED)
    assert removed.outcome == "not_recognised"
    assert only(outcome="recognised").matches(removed)


def test_all_that_comes_after_a_revocation_reaches_them_too() -> None:
    last: PublicOutcome | None = RECOGNISED
    for position, kind in enumerate(("revoked", "reinstated", "revoked"), 2):
        last = heard(f"outcome.{kind}", "a1", position).numbered(position, last)
        assert only(outcome="recognised").matches(last)


def test_what_nobody_knows_of_is_asked_for_by_nobody() -> None:
    entered = heard("outcome.revoked", "r1").numbered(1, None)
    assert not only(district="pengjiang").matches(entered)
    assert only(programme=entered.facts.programme).matches(entered)


@pytest.mark.parametrize("name", [name for name in PUBLIC if "certificate" not in name])
def test_every_outcome_has_a_word(name: str) -> None:
    assert outcome_of(a_sample(name.removeprefix("laurel.").removesuffix(".v1")))


@pytest.mark.parametrize("kind", ["certificate-issued", "certificate-voided"])
def test_a_certificate_leaves_the_outcome_and_reaches_who_asked_for_it(kind: str) -> None:
    programme = RECOGNISED.facts.programme
    certified = heard(f"outcome.{kind}", "a1", 2, programme=programme).numbered(2, RECOGNISED)
    assert (certified.outcome, certified.outcomes) == (None, RECOGNISED.outcomes)
    assert only(outcome="recognised", district="pengjiang").matches(certified)
