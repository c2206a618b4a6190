"""Unified social credit codes for the demo's enterprises."""

from random import Random

from shared.identity.uscc import Uscc, with_check_character

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ENTERPRISE = "91"


def credit_code(rng: Random, division: str) -> Uscc:
    """A valid code of an enterprise registered in `division` (six digits)."""
    # Since October 2015 organisations are numbered MA…; older ones have eight digits.
    if rng.random() < 0.4:
        body = "MA" + "".join(rng.choices(_LETTERS, k=6))
    else:
        body = f"{rng.randrange(10_000_000, 80_000_000)}"
    return with_check_character(f"{_ENTERPRISE}{division}{body}{_organisation_check(body)}")


def _organisation_check(body: str) -> str:
    """The check character of GB 11714 for the first eight of an organisation's part."""
    total = sum(w * int(c, 36) for w, c in zip(_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]
