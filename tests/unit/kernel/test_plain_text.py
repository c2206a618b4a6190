"""Text is taken as people have it, whatever version of Unicode Python knows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.plain_text import half_width, is_one_line, readable, typed, visible

RARE = "\u9fff\U0002b73f\U0002ebf0\U000323af\U0002ee5d"
"""Ideographs of GB 18030-2022, the last ones newer than the Unicode of Python 3.11."""


@pytest.mark.parametrize(
    "text",
    [
        "江门 某某\u3000有限公司",
        "Jiangmen\u00a0Example",
        RARE,
        "葛\U000e0100城",
        "A·B（中国）",
        "नि\u200dक्ष",
    ],
)
def test_what_people_are_called_is_one_line(text: str) -> None:
    assert is_one_line(text)
    assert readable(text) == text


@pytest.mark.parametrize(
    "character",
    ["\n", "\r", "\t", "\0", "\x1b", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufffe"],
)
def test_what_does_not_stand_in_a_line_is_found_and_left_out(character: str) -> None:
    assert not is_one_line(f"a{character}b")
    assert readable(f"a{character}b") == "ab"


def test_characters_that_nobody_sees_are_left_out() -> None:
    assert visible("\ufeff江\u200b门\u00ad某\u200e某\u2060") == "江门某某"


def test_full_width_is_written_as_it_is_read() -> None:
    assert half_width("（０７５０）\u3000１２３－４５６７") == "(0750) 123-4567"
    assert half_width("０７５０—１２３\u200b４５６７") == "0750-1234567"


def test_a_line_end_of_a_form_counts_as_one() -> None:
    assert typed("一\r\n二\n三") == "一\n二\n三"
    assert typed(7) == 7


@given(st.characters(categories=["Cn", "Co", "Lo", "Zs"]))
def test_no_character_is_refused_for_being_new(character: str) -> None:
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    assert is_one_line(character) == (not noncharacter)


@given(st.text())
def test_what_is_readable_is_one_line_and_stays_so(text: str) -> None:
    once = readable(text)
    assert is_one_line(once)
    assert readable(once) == once
    assert not {"Cc", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, once))
