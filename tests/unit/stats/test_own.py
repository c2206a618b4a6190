"""What an application has for itself is read from its standing: declared facts and its subject."""

from collections.abc import Mapping

import msgspec
import pytest

from services.stats.consumers.own import Own
from services.stats.domain.declared import UNDECLARED, Kinds, kinds_of
from services.stats.domain.particulars import unpacked
from shared.contracts.base import FactValue

GIVEN: dict[str, FactValue] = {"prize": True, "staff": 12, "tier": "national", "sales": 0}


def read(own: Own, given: Mapping[str, FactValue]) -> tuple[Kinds, str | None, tuple[int, ...]]:
    text, packed = own.read("S1", dict(given))
    return kinds_of(text), *unpacked(packed)


def test_numbers_are_kept_for_each_application_and_all_else_once() -> None:
    own = Own()
    kinds = Kinds({"prize": True, "tier": "national"}, ("sales", "staff"))
    assert read(own, GIVEN) == (kinds, "S1", (0, 12))
    assert read(own, GIVEN | {"sales": 8}) == (kinds, "S1", (8, 12))
    first, second = (own.read(None, dict(GIVEN) | {"sales": n})[0] for n in (1, 2))
    assert first is second


def test_the_order_in_which_facts_are_told_is_no_difference() -> None:
    assert Own().read("S1", dict(GIVEN)) == Own().read("S1", dict(reversed(GIVEN.items())))


@pytest.mark.parametrize("first", [True, 1])
def test_a_yes_is_never_taken_for_the_number_one(first: FactValue) -> None:
    own = Own()
    for value in (first, True, 1):
        kinds, _, numbers = read(own, {"prize": value})
        assert (kinds.known, numbers) == (({"prize": True}, ()) if value is True else ({}, (1,)))


def test_who_declares_nothing_costs_nothing() -> None:
    assert Own().read(None, None) == (UNDECLARED, b"")
    assert Own().read("S1", None) == (UNDECLARED, Own().read("S1", {})[1])
    assert read(Own(), {}) == (Kinds({}, ()), "S1", ())


@pytest.mark.parametrize("given", [{"a|b": True}, {"": 1}, {"tier": "a b"}, {"tier": "$x"}])
def test_what_can_not_be_an_id_is_refused(given: dict[str, FactValue]) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        Own().read("S1", given)


def test_a_number_that_no_store_can_hold_is_refused() -> None:
    with pytest.raises((ValueError, OverflowError, msgspec.MsgspecError)):
        Own().read("S1", {"sales": 2**70})
