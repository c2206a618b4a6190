"""How many of whom take part in a round of a given size; the shares stay as the size changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.replay.cast.fates import NOT_RECOMMENDED, RECOMMENDED, Fate

PUBLISHED_RECOMMENDED = 1401
PUBLISHED_RECOGNISED = 1128
PUBLISHED_YEAR_BEFORE = 1367

SMALLEST = 10
"""Recommended applications; below, some fates would have nobody."""

MORE_APPLY_PERCENT = 18
"""Submitted beyond the recommended ones, in percent of these."""

NEVER_SUBMITTED_PERCENT = 2
"""Drafts that are never submitted, in percent of the recommended."""

ONE_UPHELD_OBJECTION_PER = 700
"""Recommended applications."""


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two positive integers, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


@dataclass(frozen=True)
class Shares:
    """The counts of a round in which `recommended` applications are recommended."""

    recommended: int

    def __post_init__(self) -> None:
        if self.recommended < SMALLEST:
            raise ValueError(f"a round needs {SMALLEST} recommended applications or more")

    @property
    def recognised(self) -> int:
        """On the list when it is announced."""
        return half_up(self.recommended * PUBLISHED_RECOGNISED, PUBLISHED_RECOMMENDED)

    @property
    def removed(self) -> int:
        """Listed under public notice, then removed by an upheld objection."""
        return max(1, half_up(self.recommended, ONE_UPHELD_OBJECTION_PER))

    @property
    def listed(self) -> int:
        """On the list when the public notice begins."""
        return self.recognised + self.removed

    @property
    def year_before(self) -> int:
        """Recommended in the round before: the published figure, scaled like everything else."""
        return half_up(self.recommended * PUBLISHED_YEAR_BEFORE, PUBLISHED_RECOMMENDED)

    @property
    def scaled(self) -> bool:
        """Whether the figures are the published ones only in proportion."""
        return self.recommended != PUBLISHED_RECOMMENDED

    @property
    def fates(self) -> dict[Fate, int]:
        """How many applications meet each fate."""
        n = self.recommended
        others = half_up(n * MORE_APPLY_PERCENT, 100)
        left_as_draft = max(1, half_up(n * NEVER_SUBMITTED_PERCENT, 100))
        return {
            **apportion(n, RECOMMENDED),
            **apportion(others, NOT_RECOMMENDED),
            Fate.NEVER_SUBMITTED: left_as_draft,
        }


def apportion(seats: int, weights: Mapping[Fate, int]) -> dict[Fate, int]:
    """Seats by largest remainder; in percent of all weights, and every seat is given."""
    whole = sum(weights.values())
    shares = {fate: divmod(seats * weight, whole) for fate, weight in weights.items()}
    counts = {fate: quotient for fate, (quotient, _) in shares.items()}
    by_remainder = sorted(shares, key=lambda fate: (-shares[fate][1], fate))
    for fate in by_remainder[: seats - sum(counts.values())]:
        counts[fate] += 1
    return counts
