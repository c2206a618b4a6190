"""Printed and computed values as text to compare, and as people read them in both languages."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from shared.figure_words import EN_DASH, decimals_of, in_unit, qualified
from shared.programmes.printed import Interval, PrintedValue
from shared.values import Bilingual


def plain(value: PrintedValue) -> str:
    """As text: a decimal, a day, or both ends of an interval."""
    match value:
        case Interval(low=low, high=high):
            return f"{plain(low)}{EN_DASH}{plain(high)}"
        case date():
            return value.isoformat()
        case _:
            return format(value, "f") if isinstance(value, Decimal) else str(value)


def words(
    value: str, unit: str, *, signed: bool = False, qualifier: str | None = None
) -> Bilingual:
    """The text of a value for reading, in its unit."""

    def read(language: str) -> str:
        if unit == "date":
            return value
        ends = value.split(EN_DASH)
        shown = [
            in_unit(Decimal(end), unit, language, decimals=decimals_of(end), signed=signed)
            for end in ends
        ]
        return qualified(EN_DASH.join(shown), qualifier, language)

    return _both(read)


def _both(read: Callable[[str], str]) -> Bilingual:
    return Bilingual(zh=read("zh"), en=read("en"))


def same(printed: str, computed: str) -> bool:
    """Whether two texts of values mean the same, as 80.50 and 80.5 do."""
    try:
        return [Decimal(end) for end in printed.split(EN_DASH)] == [
            Decimal(end) for end in computed.split(EN_DASH)
        ]
    except ArithmeticError:
        return printed == computed
