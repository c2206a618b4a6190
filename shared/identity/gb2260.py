"""Division codes of GB/T 2260, each with the years in which it names a division.

The data are python-stdnum's, which come from the list that Wikipedia keeps of the standard, its
amendments and the ministry's yearly codes; they are as new as the installed python-stdnum.
"""

from datetime import date
from typing import NewType

from stdnum import numdb

from shared.identity.division_faults import form_fault, not_in_force_fault, unknown_fault
from shared.plain_text import half_width

Division = NewType("Division", str)
"""Six digits that `parse_division` found to name a province, city or county."""

LENGTH = 6
_GROUPS = frozenset({"市辖区", "县"})
"""Entries that group others and name none: the districts, or the counties, of a city."""


def has_division_form(code: str) -> bool:
    """Whether it is six digits, as they are kept; a credit code never is."""
    return len(code) == LENGTH and code.isascii() and code.isdigit()


def six_digits(text: str) -> str:
    """The code in `text`, whether it names a division or not; InvalidDivision if it is none.

    Spaces, full-width forms and characters that nobody sees do not count.
    """
    code = "".join(half_width(text).split())
    if not has_division_form(code):
        raise form_fault(code)
    return code


def parse_division(text: str, on: date) -> Division:
    """The division that the code in `text` names on a day; InvalidDivision says why none.

    It is read as by `six_digits`. What came or went in a year counts for all of it: the data know
    no days.
    """
    code = six_digits(text)
    known = [one for one in _spans(code) if not _groups(one.name)]
    if not known:
        raise unknown_fault(code)
    if not any(one.holds_in(on.year) for one in known):
        last = known[-1]
        raise not_in_force_fault(code, last.name, last.since, last.until)
    return Division(code)


class _Span:
    """A name that a code has, from one year to another, both included; None is open."""

    def __init__(self, said: str) -> None:
        years, _, name = said[1:].rpartition("]") if said.startswith("[") else ("", "", said)
        since, _, until = years.partition("-")
        self.name = name
        self.since = int(since) if since else None
        self.until = int(until) if until else None

    def holds_in(self, year: int) -> bool:
        return (self.since or year) <= year <= (self.until or year)


def _groups(name: str) -> bool:
    return name in _GROUPS or "直辖" in name


def _spans(code: str) -> list[_Span]:
    parts = numdb.get("cn/loc").info(code)
    said = next((found["county"] for _, found in parts if "county" in found), "")
    return [_Span(each) for each in said.split(",") if each]
