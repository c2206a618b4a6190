"""An official is warned of what is unusual and refused by nobody."""

from services.review.domain.case.warnings import UNUSUAL_CODE, warnings_of
from tests.unit.review.builders import opened


def test_a_code_with_another_check_character_than_the_standard_has_is_warned_of() -> None:
    case = opened("a1")
    usual = case.model_copy(update={"uscc": "91350100M000100Y43"})
    unusual = case.model_copy(update={"uscc": "91350100M000100Y47"})
    assert list(warnings_of(usual)) == []
    assert list(warnings_of(unusual)) == [UNUSUAL_CODE]


def test_a_division_code_is_no_unusual_credit_code() -> None:
    of_city = opened("a1").model_copy(update={"uscc": "441900"})
    assert list(warnings_of(of_city)) == []
