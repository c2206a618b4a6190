"""Industry codes roll up to the sections of GB/T 4754-2017."""

import pytest

from shared.programmes import SECTIONS, UnknownIndustry, industry_code, section_of
from shared.programmes.industry import Depth, at_depth


def test_the_twenty_sections_span_every_division_once() -> None:
    assert "".join(section.letter for section in SECTIONS) == "ABCDEFGHIJKLMNOPQRST"
    spanned = [d for section in SECTIONS for d in range(section.first, section.last + 1)]
    assert spanned == list(range(1, 98))


@pytest.mark.parametrize(
    ("code", "letter", "full"),
    [
        ("C3912", "C", "C3912"),
        ("3912", "C", "C3912"),
        ("0111", "A", "A0111"),
        ("I6513", "I", "I6513"),
        ("9700", "T", "T9700"),
    ],
)
def test_a_code_belongs_to_the_section_of_its_division(code: str, letter: str, full: str) -> None:
    assert section_of(code).letter == letter
    assert industry_code(code) == full


@pytest.mark.parametrize("code", ["", "39", "D3912", "C39123", "U3912", "0011", "9811", "c3912"])
def test_anything_else_is_no_industry(code: str) -> None:
    with pytest.raises(UnknownIndustry):
        section_of(code)


@pytest.mark.parametrize("code", ["C3912", "3912"])
@pytest.mark.parametrize(
    ("depth", "rolled_up"),
    [("section", "C"), ("division", "39"), ("group", "391"), ("class", "3912")],
)
def test_a_code_rolls_up_with_its_letter_or_without(
    code: str, depth: Depth, rolled_up: str
) -> None:
    assert at_depth(code, depth) == rolled_up
