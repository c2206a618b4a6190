"""How many: numbers of a scenario, plain or in proportion to the size of the round."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from deploy.replay.scenario.shapes import matching
from shared.programmes.strict import Bilingual, ItemId, Strict, Words
from shared.programmes.tags import NO_KEY

Amount: TypeAlias = Annotated[int, Field(ge=0)] | ItemId
"""A number, or the name of a count."""


Proportion = Annotated[
    str, matching(r"[1-9][0-9]{0,6}/[1-9][0-9]{0,6}", "a fraction like 1128/1401")
]


class Size(Strict):
    """How large the round was, in `unit`, and how small it can be played.

    `note` is said of figures that are entered in proportion only.
    """

    full: int = Field(ge=1)
    smallest: int = Field(ge=1)
    unit: Words
    note: Bilingual


class Part(Strict):
    """So much of the size, rounded half up, and never less than `at_least`."""

    part: Proportion
    at_least: int = Field(default=0, ge=0)


class Sum(Strict):
    """Some counts together."""

    sum: tuple[ItemId, ...] = Field(min_length=1)


def _form(value: Any) -> str | None:
    """The tag of the alternative that the value is, as a number has no key to tell it by."""
    if isinstance(value, int):
        return "<number>"
    for key in ("part", "sum"):
        if key in value if isinstance(value, Mapping) else hasattr(value, key):
            return f"<{key}>"
    return None


Count: TypeAlias = Annotated[
    Annotated[int, Field(ge=0), Tag("<number>")]
    | Annotated[Part, Tag("<part>")]
    | Annotated[Sum, Tag("<sum>")],
    Discriminator(
        _form,
        custom_error_type=NO_KEY,
        custom_error_message="expected a whole number, or one of part, sum",
    ),
]


@dataclass(frozen=True)
class RoundSize:
    """The numbers of a round of this size; a round of one size only has none."""

    size: int | None
    unit: str
    counts: Mapping[str, int]
    note: Bilingual | None
    """What to say of figures that are the published ones only in proportion."""

    @property
    def scaled(self) -> bool:
        """Whether the figures are the published ones only in proportion."""
        return self.note is not None

    def of(self, amount: Amount) -> int:
        """The number that is meant."""
        return self.counts[amount] if isinstance(amount, str) else amount


def round_size(counts: Mapping[str, Count], full: Size | None, size: int | None) -> RoundSize:
    """All numbers at this size, by default the full one. Raises ValueError where it can't be."""
    if full is None and size is not None:
        raise ValueError("its numbers are exact: it can't be played in another size")
    if full and size is not None and size < full.smallest:
        raise ValueError(f"it needs {full.smallest} applications or more")
    wanted = size if size is not None else full.full if full else None
    found: dict[str, int] = {}
    for name, count in counts.items():
        match count:
            case Part(part=part, at_least=least):
                ratio = Fraction(part)
                exact = half_up((wanted or 0) * ratio.numerator, ratio.denominator)
                found[name] = max(least, exact)
            case Sum(sum=names):
                found[name] = sum(found[each] for each in names)
            case int():
                found[name] = count
    scaled = full is not None and wanted != full.full
    return RoundSize(
        size=wanted,
        unit=full.unit if full else "applications",
        counts=found,
        note=full.note if full and scaled else None,
    )


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two positive integers, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def apportion(seats: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Seats by largest remainder; in parts of all weights, and every seat is given."""
    whole = sum(weights.values())
    quotas = {name: divmod(seats * weight, whole) for name, weight in weights.items()}
    counts = {name: quotient for name, (quotient, _) in quotas.items()}
    by_remainder = sorted(quotas, key=lambda name: (-quotas[name][1], name))
    for name in by_remainder[: seats - sum(counts.values())]:
        counts[name] += 1
    return counts
