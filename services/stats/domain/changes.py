"""What a checkpoint writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.declared import Declared
from services.stats.domain.facts import Facts
from services.stats.domain.row import Row
from services.stats.domain.table import Added


@dataclass(frozen=True, slots=True)
class TallyChange:
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
    """What changed in one partition: its tables, its buckets, the tallies of its rounds.

    The rows are the fold's own: encode them before anything else is folded.
    """

    milestones: Added[str]
    facts: Added[Facts]
    declared: Added[Declared]
    buckets: Mapping[int, Mapping[str, Row]]
    tallies: tuple[TallyChange, ...]
