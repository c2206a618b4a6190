"""Unified social credit codes: 18 characters, the last of which checks the others."""

import unicodedata
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

__all__ = ["InvalidUscc", "Uscc", "UsccFault", "parse", "with_check_character"]

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
    """The code in `text`, without spaces, hyphens and full-width forms; InvalidUscc says why not.

    GB 11714's own check character inside the organisation's part is not asked for: the last
    character covers it.
    """
    code = _normalised(text)
    if len(code) != LENGTH:
        raise length_fault(len(code))
    head, last = code[:-1], code[-1]
    _check_form(head)
    expected = calc_check_digit(head)
    if last not in ALPHABET:
        raise character_fault(LENGTH, last, likely=expected)
    if last != expected:
        raise check_digit_fault(last, expected)
    return Uscc(code)


def with_check_character(first17: str) -> Uscc:
    """The whole code for its first 17 characters; InvalidUscc if they can't begin one."""
    head = _normalised(first17)
    if len(head) != LENGTH - 1:
        raise length_fault(len(head), expected=LENGTH - 1)
    _check_form(head)
    return Uscc(head + calc_check_digit(head))


def _normalised(text: str) -> str:
    return compact(unicodedata.normalize("NFKC", text))


def _check_form(head: str) -> None:
    for position, character in enumerate(head, start=1):
        if character not in ALPHABET:
            raise character_fault(position, character, likely=READ_AS.get(character))
    if head[0] not in AUTHORITIES:
        raise authority_fault(head[0])
    if not is_division(head[2:8]):
        raise division_fault(head[2:8])
