"""Who an applicant is: the unified social credit code of GB 32100-2015."""

from shared.identity.uscc import InvalidUscc, Uscc, UsccFault, parse, with_check_character

__all__ = ["InvalidUscc", "Uscc", "UsccFault", "parse", "with_check_character"]
