"""A cursor is taken as it was given, and never for one of something else."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.cursor import BEGINNING, Cursor
from shared.errors import Rejected

POSITIONS = st.integers(0, 2**48 - 1)
LETTERS = string.ascii_letters + string.digits + "-_"


@given(POSITIONS, st.text())
def test_it_comes_back_as_it_was(position: int, identity: str) -> None:
    cursor = Cursor.at(position, identity)
    assert Cursor.read(cursor.text, "after") == cursor
    assert len(cursor.text) == 16
    assert set(cursor.text) <= set(LETTERS)


def test_the_beginning_comes_back_too() -> None:
    assert Cursor.read(BEGINNING.text, "after") == BEGINNING


@given(st.text(max_size=20) | st.text(LETTERS, min_size=16, max_size=16))
def test_any_other_text_is_refused_or_stands_for_itself(text: str) -> None:
    with suppress(Rejected):
        assert Cursor.read(text, "after").text == text


@pytest.mark.parametrize("text", ["", "1", "AAAAAAAA", BEGINNING.text + "=", " " + BEGINNING.text])
def test_what_was_never_given_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="not a cursor that was given here"):
        Cursor.read(text, "after")


def test_two_ledgers_have_different_ones_at_the_same_position() -> None:
    assert Cursor.at(5, "review/a1/4") != Cursor.at(5, "review/a1/5")
