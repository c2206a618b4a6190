"""By which code an applicant is known: a city has no credit code but that of its division.

The codes of both kinds stand where one was kept from the beginning, under `uscc`: 18 characters
are a credit code and six digits a division, so that none is ever taken for one of the other kind.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from shared.identity.division_faults import InvalidDivision
from shared.identity.gb2260 import has_division_form, parse_division
from shared.identity.uscc import parse, parse_as_issued
from shared.plain_text import half_width

CodeKind = Literal["credit", "division"]


@dataclass(frozen=True, slots=True)
class ApplicantCode:
    """Whose application it is, by a code that was found good before, and which kind it is of."""

    kind: CodeKind
    text: str

    @classmethod
    def of(cls, text: str) -> Self:
        """The code as it is kept and told: of which kind, its form says."""
        return cls("division" if has_division_form(text) else "credit", text)


def parse_applicant(text: str, on: date) -> str:
    """The code in `text`: six digits are a division on a day, all else a credit code.

    Raises InvalidDivision and InvalidUscc, both of the field `uscc`.
    """
    try:
        return parse_division(text, on) if names_division(text) else parse(text)
    except InvalidDivision as fault:
        raise InvalidDivision(fault.reason, fault.text, "uscc") from fault


def parse_applicant_as_issued(text: str, on: date) -> str:
    """The same, whatever the check character of a credit code."""
    return parse_division(text, on) if names_division(text) else parse_as_issued(text)


def names_division(text: str) -> bool:
    """Whether the code in `text` is six digits, however they were typed."""
    return ApplicantCode.of("".join(half_width(text).split())).kind == "division"


def kind_for_events(code: str) -> Literal["division"] | None:
    """What an event says of this code's kind: nothing where it is a credit code, as ever."""
    return "division" if ApplicantCode.of(code).kind == "division" else None
