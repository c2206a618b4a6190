"""Telephone numbers as people write them, with the extension behind a switchboard's number."""

import re

from shared.plain_text import half_width

_NUMBER = r"[0-9+() -]{5,30}"
_WORD = (
    r"[转轉](接|拨|分机|內線|内线)?|分[机機](号码?)?|[内內][线線]|"
    r"[Ee][Xx][Tt]([Nn]|[Ee][Nn][Ss][Ii][Oo][Nn])?|[Xx]|[#*]"
)
_EXTENSION = rf"[,;]{{0,3}} ?\(?(({_WORD})[.:=]{{0,2}}|[,;]) ?[0-9]{{1,8}}\)?#?( ?(分机|号))?"
PATTERN = rf"^{_NUMBER}({_EXTENSION}){{0,2}}$"
"""A number in half width and the ways to it: 0750-1234567 转 8001, ext. 8001, 分机 8001, #8001."""

_DIALLED = re.compile(r"^(?:0086|86(?=[0-9]{10}))?0*")
_DIRECT = re.compile(r"(0[0-9]{2,3}-[0-9]{7,8})-[0-9]{1,6}")
_BEHIND = re.compile(r"[^0-9+() -]")


def digits_of(phone: str) -> str:
    """All its digits, those of an extension last, however it was written."""
    return re.sub(r"\D", "", half_width(phone))


def in_one_form(phone: str) -> str:
    """All its digits, without China's code and the zeros that are dialled before an area."""
    return _DIALLED.sub("", digits_of(phone))


def without_extension(phone: str) -> str:
    """The digits of the number that is called first."""
    text = half_width(phone).strip()
    direct = _DIRECT.fullmatch(text)
    return digits_of(direct[1] if direct else _BEHIND.split(text)[0])
