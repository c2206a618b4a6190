"""Text as it can be printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.pdf.printable import printable

ANY = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("江门市·䶮㐂𬭊𫟼", "江门市·䶮㐂𬭊𫟼"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("公司\u202egnp.exe", "公司[U+202E]gnp.exe"),
        ("\x00\x1b[31m\x7f", "[U+0000][U+001B][31m[U+007F]"),
        ("葛\U000e0100飾区 soft\xadhyphen \u200bzero\ufeff", "葛飾区 softhyphen zero"),
        ("half \ud842", "half [U+D842]"),
        ("tag \U000e0041", "tag [U+E0041]"),
    ],
)
def test_what_is_printed_of_it(given_text: str, printed: str) -> None:
    assert printable(given_text) == printed


@given(ANY)
def test_nothing_in_it_is_hidden_or_turns_the_rest_round(text: str) -> None:
    kinds = {unicodedata.category(each) for each in printable(text) if each != "\n"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(ANY)
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_letters_digits_and_signs_are_never_changed(text: str) -> None:
    assert printable(text) == text
