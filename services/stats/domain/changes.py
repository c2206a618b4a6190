"""What a checkpoint writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.facts import Facts
from services.stats.domain.row import Row


@dataclass(frozen=True, slots=True)
class PageChange:
    """Absolute counts of one round: all of them (`replace`) or those that changed.

    A cell is named "milestone|district|industry|category", a day "milestone|YYYYMMDD|district";
    instead of a milestone there may be a name of milestones.and_withdrawn.
    """

    programme: str
    round: str
    replace: bool
    cells: Mapping[str, int]
    days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one partition: facts first seen (from a place on), buckets, pages.

    The rows are the fold's own: encode them before anything else is folded.
    """

    facts_from: int
    facts: tuple[Facts, ...]
    buckets: Mapping[int, Mapping[str, Row]]
    pages: tuple[PageChange, ...]
