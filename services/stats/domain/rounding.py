"""Decimals for people: with their unit, and a sign where it is a change."""

from decimal import Decimal

from shared.rounding import half_up

_UNIT = {"percent": "%", "percentage_point": " pp", "yuan": " yuan", "years": " years"}
_QUALIFIED = {"more_than": "> {}", "about": "≈ {}", "at_most": "≤ {}", "expected": "{} (expected)"}


def percent(part: int, of: int) -> str | None:
    """`part` of `of` in percent to one decimal, as text; None without a base."""
    return str(half_up(Decimal(part * 100) / of, 1)) if of else None


def display(
    value: Decimal, unit: str, *, signed: bool = False, qualifier: str | None = None
) -> str:
    """The value for reading: thousands marked, its unit, and + or − when it is a change.

    What is not exact says so.
    """
    sign = "−" if value < 0 else "+" if signed and value else ""
    digits = f"{abs(value)}" if unit == "year" else f"{abs(value):,}"
    text = f"{sign}{digits}{_UNIT.get(unit, '')}"
    return text if qualifier is None else _QUALIFIED[qualifier].format(text)
