"""Decimals for people: rounded half up, with a sign where it is a change."""

from decimal import ROUND_HALF_UP, Decimal

_UNIT = {"count": "", "percent": "%", "percentage_point": " pp", "yuan": " yuan", "rank": ""}


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded half up (away from zero), never a negative zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def percent(part: int, of: int) -> str | None:
    """`part` of `of` in percent to one decimal, as text; None without a base."""
    return str(half_up(Decimal(part * 100) / of, 1)) if of else None


def display(value: Decimal, unit: str, *, signed: bool = False) -> str:
    """The value for reading: thousands marked, its unit, and + or − when it is a change."""
    sign = "−" if value < 0 else "+" if signed and value else ""
    return f"{sign}{abs(value):,}{_UNIT[unit]}"
