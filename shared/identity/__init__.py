"""Who an applicant is: the unified social credit code of GB 32100-2015."""

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
    "InvalidUscc",
    "Uscc",
    "UsccFault",
    "follows_check",
    "parse",
    "parse_as_issued",
    "with_check_character",
]
