"""Decimals for people: with their unit, and a sign where it is a change."""

from decimal import Decimal

from shared.rounding import half_up

_UNIT = {"count": "", "percent": "%", "percentage_point": " pp", "yuan": " yuan", "rank": ""}


def percent(part: int, of: int) -> str | None:
    """`part` of `of` in percent to one decimal, as text; None without a base."""
    return str(half_up(Decimal(part * 100) / of, 1)) if of else None


def display(value: Decimal, unit: str, *, signed: bool = False) -> str:
    """The value for reading: thousands marked, its unit, and + or − when it is a change."""
    sign = "−" if value < 0 else "+" if signed and value else ""
    return f"{sign}{abs(value):,}{_UNIT[unit]}"
