"""Figures as people read them: 1,250; 77.8%; −3.0 percentage points. Rounded half up."""

from decimal import Decimal

from shared.rounding import half_up

MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
POINTS = {"zh": "{} 个百分点", "en": "{} percentage points"}
YUAN = {"zh": "{} 元", "en": "{} yuan"}
YEARS = {"zh": "{} 年", "en": "{} years"}
NTH = {"rank": "第 {} 位", "order": "第 {}"}
"""In Chinese; in English it is 1st, 2nd, 3rd."""

QUALIFIED = {
    "more_than": {"zh": "超过 {}", "en": "more than {}"},
    "about": {"zh": "约 {}", "en": "about {}"},
    "at_most": {"zh": "至多 {}", "en": "at most {}"},
    "expected": {"zh": "预计 {}", "en": "{} expected"},
}
"""A value that is not exact, by how it is meant."""


def number(value: Decimal | int, *, decimals: int = 0, signed: bool = False) -> str:
    """With thousands separated; `signed` writes the plus too, but none at zero."""
    exact = half_up(Decimal(value), decimals)
    digits = f"{abs(exact):,f}"
    if exact < 0:
        return MINUS + digits
    return f"+{digits}" if signed and exact > 0 else digits


def percent(value: Decimal | int, *, decimals: int = 1, signed: bool = False) -> str:
    """A share or a relative change; never a difference of two shares."""
    return number(value, decimals=decimals, signed=signed) + "%"


def share(part: int, whole: int, decimals: int = 1) -> str | None:
    """`part` of `whole` in percent, rounded once; None when there is nothing to be part of."""
    return percent(Decimal(part * 100) / whole, decimals=decimals) if whole else None


def in_unit(
    value: Decimal | int, unit: str, language: str, *, decimals: int = 0, signed: bool = False
) -> str:
    """A figure in the unit of its measure; a count stands without one."""
    text = number(value, decimals=decimals, signed=signed)
    match unit:
        case "percent":
            return text + "%"
        case "percentage_point":
            return POINTS[language].format(text)
        case "yuan":
            return YUAN[language].format(text)
        case "years":
            return YEARS[language].format(text)
        case "year":
            # A thousands separator would make a number of it.
            return str(int(value))
        case "rank" | "order":
            return NTH[unit].format(text) if language == "zh" else ordinal(int(value))
        case _:
            return text


def qualified(text: str, qualifier: str | None, language: str) -> str:
    """A value that is already in words, with how exactly it is meant."""
    return text if qualifier is None else QUALIFIED[qualifier][language].format(text)


def figure(value: str, unit: str, language: str, *, qualifier: str | None = None) -> str:
    """A value with all its decimals, in its unit, with how exactly it is meant."""
    shown = in_unit(Decimal(value), unit, language, decimals=decimals_of(value))
    return qualified(shown, qualifier, language)


def decimals_of(value: str) -> int:
    """How many decimals a figure was given with, so that it is shown as it was given."""
    exponent = Decimal(value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10)
    return f"{rank:,}{ending or 'th'}"
