"""Who an applicant is: a credit code of GB 32100-2015, or of a city a division of GB/T 2260."""

from shared.identity.applicant import (
    ApplicantCode,
    CodeKind,
    kind_for_events,
    names_division,
    parse_applicant,
    parse_applicant_as_issued,
)
from shared.identity.division_faults import DivisionFault, InvalidDivision
from shared.identity.gb2260 import Division, has_division_form, parse_division, six_digits
from shared.identity.uscc import (
    InvalidUscc,
    Uscc,
    UsccFault,
    follows_check,
    parse,
    parse_as_issued,
    with_check_character,
)

__all__ = [
    "ApplicantCode",
    "CodeKind",
    "Division",
    "DivisionFault",
    "InvalidDivision",
    "InvalidUscc",
    "Uscc",
    "UsccFault",
    "follows_check",
    "has_division_form",
    "kind_for_events",
    "names_division",
    "parse",
    "parse_applicant",
    "parse_applicant_as_issued",
    "parse_as_issued",
    "parse_division",
    "six_digits",
    "with_check_character",
]
