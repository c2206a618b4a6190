"""Unified social credit codes: 18 characters, the last of which checks the others."""

from typing import NewType

from stdnum.cn.uscc import calc_check_digit, compact

from shared.identity.divisions import is_division
from shared.identity.faults import (
    InvalidUscc,
    UsccFault,
    authority_fault,
    character_fault,
    check_digit_fault,
    division_fault,
    length_fault,
)
from shared.plain_text import half_width

__all__ = [
    "InvalidUscc",
    "Uscc",
    "UsccFault",
    "follows_check",
    "parse",
    "parse_as_issued",
    "with_check_character",
]

Uscc = NewType("Uscc", str)
"""A code that `parse` accepted: 18 upper-case characters."""

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# python-stdnum takes digits alone here; the standard also has A (military), N (agriculture) and
# Y (other), which is why its validate() is not used.
AUTHORITIES = "123456789ANY"
# Letters that the standard leaves out because they are read as these.
READ_AS = {"I": "1", "O": "0", "S": "5", "Z": "2"}


def parse(text: str) -> Uscc:
    """The code in `text` as one sees it; InvalidUscc says why it is none.

    Spaces, hyphens, full-width forms and characters that nobody sees do not count.

    GB 11714's own check character inside the organisation's part is not asked for: the last
    character covers it.
    """
    code = parse_as_issued(text)
    expected = calc_check_digit(code[:-1])
    if code[-1] != expected:
        raise check_digit_fault(code[-1], expected)
    return code


def parse_as_issued(text: str) -> Uscc:
    """The code in `text`, whatever its check character: for one that somebody vouches for.

    Some were issued with another one than the standard has. InvalidUscc says what else is wrong.
    """
    code = _normalised(text)
    if len(code) != LENGTH:
        raise length_fault(len(code))
    head, last = code[:-1], code[-1]
    _check_form(head)
    if last not in ALPHABET:
        raise character_fault(LENGTH, last, likely=calc_check_digit(head))
    return Uscc(code)


def follows_check(code: str) -> bool:
    """Whether the last character of a code is the one that the standard has for the others."""
    try:
        return calc_check_digit(code[:-1]) == code[-1]
    except ValueError:
        return False


def with_check_character(first17: str) -> Uscc:
    """The whole code for its first 17 characters; InvalidUscc if they can't begin one."""
    head = _normalised(first17)
    if len(head) != LENGTH - 1:
        raise length_fault(len(head), expected=LENGTH - 1)
    _check_form(head)
    return Uscc(head + calc_check_digit(head))


def _normalised(text: str) -> str:
    return compact("".join(half_width(text).split()))


def _check_form(head: str) -> None:
    for position, character in enumerate(head, start=1):
        if character not in ALPHABET:
            raise character_fault(position, character, likely=READ_AS.get(character))
    if head[0] not in AUTHORITIES:
        raise authority_fault(head[0])
    if not is_division(head[2:8]):
        raise division_fault(head[2:8])
