"""Division codes of GB/T 2260, by which cities are known."""

from datetime import date

import pytest

from shared.identity import ApplicantCode, InvalidDivision, kind_for_events, parse_division

DAY = date(2017, 6, 1)


def fault_of(text: str, on: date = DAY) -> InvalidDivision:
    with pytest.raises(InvalidDivision) as caught:
        parse_division(text, on)
    return caught.value


@pytest.mark.parametrize("code", ["441900", "440600", "320583", "110000", "659001"])
def test_cities_of_every_level_are_divisions(code: str) -> None:
    assert parse_division(code, DAY) == code


def test_a_code_is_read_as_one_sees_it() -> None:
    assert parse_division(" ４４１９ 00\u200b", DAY) == "441900"


@pytest.mark.parametrize("code", ["44190", "4419000", "44190X", "", "91350100M000100Y43"])
def test_what_is_not_six_digits_is_told_so_with_an_example(code: str) -> None:
    fault = fault_of(code)
    assert (fault.code, fault.errors[0].field) == ("division-form", "division")
    assert "441900" in fault.text.en
    assert "441900" in fault.text.zh


@pytest.mark.parametrize("code", ["441999", "999999", "440101", "469000"])
def test_what_names_no_division_is_unknown(code: str) -> None:
    assert fault_of(code).code == "division-unknown"


def test_a_division_that_is_newer_than_the_list_is_not_said_to_be_none() -> None:
    text = fault_of("330113", date(2026, 1, 1)).text
    assert text.en.startswith("The list that Laurel has")
    assert "Laurel所用的行政区划代码表" in text.zh


def test_a_code_holds_in_the_years_of_its_division_only() -> None:
    assert parse_division("110103", date(2010, 12, 31)) == "110103"
    assert "given up in 2010" in fault_of("110103", date(2011, 1, 1)).text.en
    assert "since 1988 only" in fault_of("441900", date(1987, 1, 1)).text.en
    assert fault_of("441900", date(1987, 1, 1)).code == "division-not-in-force"


def test_a_kept_code_says_by_its_form_of_which_kind_it_is() -> None:
    assert ApplicantCode.of("441900") == ApplicantCode("division", "441900")
    assert ApplicantCode.of("91350100M000100Y43").kind == "credit"
    assert ApplicantCode.of("４４１９００").kind == "credit"
    assert (kind_for_events("441900"), kind_for_events("91350100M000100Y43")) == ("division", None)
