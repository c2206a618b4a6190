"""The live board: everything that it shows of one round, at one moment."""

from datetime import date, datetime

from services.stats.domain.published import External, Figure
from shared.record import Record
from shared.values import Bilingual


class StageOfRound(Record):
    """How far the round is; `id` is one of the programme's stages."""

    id: str
    name: Bilingual


class DistrictRow(Record):
    """One district; all three are None when the row is kept back to protect a small number.

    `rate` is recognised over recommended in percent, one decimal, as text; None without a base
    and before any outcome is announced.
    """

    district: str
    name: Bilingual
    recommended: int | None
    recognised: int | None
    rate: str | None
    hidden: bool = False


class Districts(Record):
    """The table by district. `total` is of all rows, hidden ones included; its name is a word."""

    rows: tuple[DistrictRow, ...]
    total: DistrictRow
    smallest_shown: int
    """A row with a number from 1 to below this, at any step of the funnel, is hidden, and more rows
    if needed with it."""


class OutcomeSplit(Record):
    """What became of the recommended; the four parts sum to `recommended`."""

    recommended: int
    recognised: int
    not_recognised: int
    withdrawn: int
    undecided: int


class Step(Record):
    """One step of the funnel: how many got there, in percent of the first step (text) if any."""

    milestone: str
    name: Bilingual
    count: int
    share: str | None


class Point(Record):
    """One day: its number among the working days of the cycle (from 1), its count and the sum."""

    day: date
    working_day: int
    added: int
    total: int


class Series(Record):
    """How a count grew by day in Beijing; days without change are left out."""

    milestone: str
    name: Bilingual
    points: tuple[Point, ...]


class Change(Record):
    """A public event of the round and what it did to the figures; None means no change."""

    at: datetime
    what: Bilingual
    effect: Bilingual | None


class Board(Record):
    """One round as its board shows it. `snapshot` only grows; equal numbers mean equal boards."""

    programme: str
    programme_name: Bilingual
    programme_version: str
    round: str
    year: int
    stage: StageOfRound
    as_of: datetime
    live: bool
    """False for a board of an earlier day, which does not move."""
    snapshot: int
    tiles: tuple[Figure, ...]
    districts: Districts
    outcome: OutcomeSplit
    funnel: tuple[Step, ...]
    exits: tuple[Step, ...]
    """Withdrawn, not accepted, not recommended, not recognised, open: in percent of the submitted.

    With those recognised they are the submitted. Until recommending is over, those that are not
    recommended are open.
    """
    changes: tuple[Change, ...]
    """At most ten, newest first."""
    series: tuple[Series, ...]
    external: tuple[External, ...]
