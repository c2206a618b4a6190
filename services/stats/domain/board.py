"""The live board: everything that it shows of one round, at one moment."""

from datetime import date, datetime
from typing import Literal

from pydantic import computed_field

from services.stats.domain.published import External, Figure, Printed
from shared.record import Record
from shared.values import Bilingual


class StageOfRound(Record):
    """How far the round is; `id` is one of the path's stages or of the calendar's entries."""

    id: str
    name: Bilingual


class Column(Record):
    """A milestone that the board compares by: its id, its word, and the stage that gives it."""

    milestone: str
    name: Bilingual
    stage: Bilingual
    kind: str
    """The kind of that stage."""
    awarded: bool = False
    """Whether it is awarded, as a recognition is."""


class DistrictRow(Record):
    """One district; all three are None when the row is kept back to protect a small number.

    `rate` is success over base in percent, one decimal, as text; None without a base and before
    any outcome is announced.
    """

    district: str
    name: Bilingual
    base: int | None
    success: int | None
    rate: str | None
    hidden: bool = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recommended(self) -> int | None:
        """What `base` was called before."""
        return self.base

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recognised(self) -> int | None:
        """What `success` was called before."""
        return self.success


class Districts(Record):
    """The table by district. `total` is of all rows, hidden ones included; its name is a word."""

    rows: tuple[DistrictRow, ...]
    total: DistrictRow
    smallest_shown: int
    """A row with a number from 1 to below this, at any step of the funnel, is hidden, and more rows
    if needed with it."""


class OutcomeSplit(Record):
    """What became of those in the base; the four other parts sum to it."""

    base: int
    success: int
    failed: int
    withdrawn: int
    undecided: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recommended(self) -> int:
        """What `base` was called before."""
        return self.base

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recognised(self) -> int:
        """What `success` was called before."""
        return self.success

    @computed_field  # type: ignore[prop-decorator]
    @property
    def not_recognised(self) -> int:
        """What `failed` was called before."""
        return self.failed


class StepPart(Record):
    """Those of a step that got there in a way of its own, in percent of the first step."""

    milestone: str
    name: Bilingual
    count: int
    share: str | None


class Step(Record):
    """One step of the funnel: how many got there, in percent of the first step (text) if any.

    `of_which` are those of them that got there in a way of its own, such as by statute.
    """

    milestone: str
    name: Bilingual
    count: int
    share: str | None
    of_which: tuple[StepPart, ...] = ()


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
    subject: Literal["product", "project", "enterprise", "city"]
    """What applications of the programme are about."""
    round: str
    year: int
    session: int | None
    """Which round of its programme this is, where they are numbered."""
    stage: StageOfRound
    as_of: datetime
    changed_on: date | None
    """The last day in Beijing on which anything changed that is shown; None while nothing has."""
    live: bool
    """False for a board of an earlier day, which does not move."""
    snapshot: int
    tiles: tuple[Figure, ...]
    base: Column | None
    """What everybody has reached among whom the final announcement decides."""
    success: Column | None
    """What the final announcement gives those on its list."""
    failed: Column | None
    """What those of the base end as that do not succeed."""
    districts: Districts
    outcome: OutcomeSplit
    funnel: tuple[Step, ...]
    exits: tuple[Step, ...]
    """Every end of the path but success, then open: in percent of the first step.

    With those that succeeded they are the first step. Until recommending is over, those that are
    left out are open.
    """
    changes: tuple[Change, ...]
    """At most ten, newest first."""
    series: tuple[Series, ...]
    external: tuple[External, ...]
    printed: tuple[Printed, ...]
    """What the announcements of the round said."""
