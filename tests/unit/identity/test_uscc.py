"""Unified social credit codes of GB 32100-2015."""

from typing import Annotated

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import AfterValidator, TypeAdapter, ValidationError

from shared.identity import (
    InvalidUscc,
    Uscc,
    follows_check,
    parse,
    parse_as_issued,
    with_check_character,
)

STANDARD = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID = "91350100M000100Y43"

heads = st.builds(
    "{}{}{}{}".format,
    st.sampled_from("123456789ANY"),
    st.sampled_from(STANDARD),
    st.sampled_from(["350100", "440700", "441900", "100000", "659001"]),
    st.text(STANDARD, min_size=9, max_size=9),
)


def weighted_sum(head: str) -> int:
    return sum(STANDARD.index(c) * pow(3, i, 31) for i, c in enumerate(head)) % 31


def fault_of(text: str) -> InvalidUscc:
    with pytest.raises(InvalidUscc) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize("code", [VALID, "91110000600037341L", "91100000100003962T"])
def test_codes_in_use_are_accepted(code: str) -> None:
    assert parse(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "91350100m000100y43",
        " 9135 0100-M000 100Y43\n",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "\ufeff9135\u200b0100\u00adM000\u200e100Y43\u2060",
        "9135\u00a00100–M000\t100Y43",
    ],
)
def test_lower_case_spaces_hyphens_and_full_width_forms_are_normalised(typed: str) -> None:
    assert parse(typed) == VALID


def test_a_code_that_was_issued_with_another_check_character_is_known_by_its_form() -> None:
    issued = VALID[:-1] + "7"
    assert parse_as_issued(issued) == issued
    assert (follows_check(VALID), follows_check(issued)) == (True, False)
    assert fault_of(issued).reason == "check-digit"


@given(heads, st.sampled_from(STANDARD))
def test_whatever_the_last_character_the_others_have_to_be_right(head: str, last: str) -> None:
    assert parse_as_issued(head + last) == head + last
    assert follows_check(head + last) == (with_check_character(head) == head + last)


@pytest.mark.parametrize(
    "text", [VALID[:-1], VALID[:-1] + "Z", "0" + VALID[1:], "91990100M000100Y43"]
)
def test_nothing_else_is_taken_for_having_been_issued(text: str) -> None:
    with pytest.raises(InvalidUscc):
        parse_as_issued(text)


def test_an_excluded_letter_is_named_with_its_position_and_the_character_expected() -> None:
    fault = fault_of("91350100M000100Y4Z")
    assert (fault.reason, fault.code) == ("character", "uscc-character")
    assert fault.text.en == (
        "Character 18 is 'Z', but only digits and letters other than I, O, S, V and Z occur. "
        "Should it be '3'?"
    )
    assert "第18位“Z”" in fault.text.zh


@pytest.mark.parametrize(
    ("typed", "hint"), [("O", "'0'"), ("I", "'1'"), ("S", "'5'"), ("V", "business licence")]
)
def test_a_letter_that_looks_like_a_digit_suggests_that_digit(typed: str, hint: str) -> None:
    fault = fault_of(VALID[:9] + typed + VALID[10:])
    assert fault.reason == "character"
    assert fault.detail.startswith(f"Character 10 is {typed!r}")
    assert hint in fault.detail


@pytest.mark.parametrize(("code", "found"), [("", 0), (VALID[:-1], 17), (VALID + "0", 19)])
def test_a_code_of_another_length_is_told_how_long_it_is(code: str, found: int) -> None:
    fault = fault_of(code)
    assert fault.reason == "length"
    assert f"this one has {found}." in fault.text.en
    assert f"您填写了{found}位" in fault.text.zh


@pytest.mark.parametrize("authority", sorted(set(STANDARD) - set("123456789ANY")))
def test_no_other_registration_authority_is_accepted(authority: str) -> None:
    assert fault_of(authority + VALID[1:]).reason == "authority"


@pytest.mark.parametrize("authority", "ANY")
def test_the_letters_that_the_standard_allows_as_authority_are_accepted(authority: str) -> None:
    code = with_check_character(f"{authority}2440700MF0123456")
    assert parse(code) == code


@pytest.mark.parametrize("division", ["990100", "000000", "3501A0", "A50100"])
def test_a_division_outside_every_province_is_refused(division: str) -> None:
    assert fault_of(VALID[:2] + division + VALID[8:]).reason == "division"


def test_a_wrong_check_character_is_told_the_one_expected() -> None:
    fault = fault_of(VALID[:-1] + "4")
    assert fault.reason == "check-digit"
    assert "call for '3' as the last one, this code ends in '4'" in fault.text.en
    assert "第18位应为“3”，您填写的是“4”" in fault.text.zh


@given(heads)
def test_a_completed_code_is_accepted_and_fulfils_the_formula_of_the_standard(head: str) -> None:
    code = with_check_character(head)
    assert parse(code) == code
    assert code[:-1] == head
    assert STANDARD.index(code[-1]) == (31 - weighted_sum(head)) % 31


@given(heads)
def test_a_sum_divisible_by_31_is_checked_by_zero(head: str) -> None:
    # The last weight is 28, whose inverse modulo 31 is 10: choose the character that makes it so.
    rest = weighted_sum(head[:-1])
    head = head[:-1] + STANDARD[(-rest * 10) % 31]
    assert weighted_sum(head) == 0
    assert parse(head + "0") == head + "0"


@given(heads, st.integers(0, 17), st.sampled_from(STANDARD))
def test_every_change_of_one_character_is_caught(head: str, position: int, other: str) -> None:
    code = with_check_character(head)
    assume(code[position] != other)
    with pytest.raises(InvalidUscc):
        parse(code[:position] + other + code[position + 1 :])


@given(st.text(max_size=24))
def test_any_other_text_is_refused_with_a_reason(text: str) -> None:
    assert fault_of(text).text.en == fault_of(text).detail


@given(heads)
def test_parsing_twice_is_parsing_once(head: str) -> None:
    code = parse(f" {with_check_character(head).lower()} ")
    assert parse(code) == code


@pytest.mark.parametrize(
    ("head", "reason"),
    [("9135", "length"), (VALID, "length"), ("91350100MO00100Y4", "character")],
)
def test_what_cannot_begin_a_code_is_not_completed(head: str, reason: str) -> None:
    with pytest.raises(InvalidUscc) as caught:
        with_check_character(head)
    assert caught.value.reason == reason


def test_a_field_of_a_model_can_be_validated_with_it() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(Annotated[str, AfterValidator(parse)])
    assert adapter.validate_python(VALID.lower()) == Uscc(VALID)
    with pytest.raises(ValidationError, match="Character 18 is 'Z'"):
        adapter.validate_python("91350100M000100Y4Z")
