"""The one way in which a published figure is rounded."""

from decimal import Decimal
from fractions import Fraction
from math import floor

_HALF = Fraction(1, 2)


def half_up(value: Decimal | Fraction, decimals: int) -> Decimal:
    """Half up, away from zero: 80.45 is 80.5 and −0.25 is −0.3; never a negative zero.

    Exact whatever the value: a fraction was never cut off before.
    """
    exact = Fraction(value) * 10**decimals
    units = floor(abs(exact) + _HALF)
    return Decimal(-units if exact < 0 else units).scaleb(-decimals)
