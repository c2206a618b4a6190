"""A published figure: never a number alone, always with its base, date, rounding and source."""

from datetime import date, datetime
from typing import Literal

from shared.programmes.measures import Of, Qualifier, Unit
from shared.record import Record
from shared.values import Bilingual

Kind = Literal[
    "count",
    "share",
    "change",
    "share_change",
    "distinct",
    "average",
    "sum",
    "difference",
    "indicators_met",
    "order",
    "cumulative",
    "cumulative_distinct",
    "elapsed",
    "date",
    "round",
]


class Base(Record):
    """A count that a figure rests on: how many, of whom, at which stage.

    `value` is None where it is kept back to protect a small number. `nulls` are those, of an
    average or a sum, that gave no number; they are not in `value`. Those that took part in an
    activity, certificates, authorities and indicators have reached no milestone by that.
    """

    value: int | None
    milestone: str | None
    population: Bilingual
    stage: Bilingual
    of: Of | Literal["attendances", "certificates", "authorities", "indicators"] = "applications"
    nulls: int | None = None


class Before(Record):
    """Another figure that this one rests on: entered from outside, or a measure.

    `round` is None for a figure of this round.
    """

    id: str
    name: Bilingual
    value: str | None
    source: Bilingual | None
    display: str | None = None
    round: str | None = None


class Rounding(Record):
    """How the exact value became the published one."""

    decimals: int
    mode: Literal["half_up"] = "half_up"


class Range(Record):
    """Between which two values a figure is; both are decimals as text and may be it."""

    low: str
    high: str


class Figure(Record):
    """What a measure comes to. `value` is a decimal or a date as text, `display` for reading.

    Both are None, and `missing` says why, when the figure can't be told. One that is only known to
    lie `between` two values has no value. `rounding` is None where nothing is to
    round. `rests_on` are the figures that it is made of, but for
    `before`. `note` says what has to be known to read it. `as_of` is
    when it was computed; `changed_on` the last day in Beijing on which anybody came to what it
    counts, so that it is the same whenever it is asked for after that.
    """

    id: str
    name: Bilingual
    kind: Kind
    value: str | None
    display: str | None
    unit: Unit
    numerator: Base | None
    denominator: Base | None
    before: Before | None
    as_of: datetime
    as_of_means: Bilingual
    changed_on: date | None = None
    rounding: Rounding | None
    source: Bilingual
    missing: Bilingual | None = None
    rests_on: tuple[Before, ...] = ()
    between: Range | None = None
    note: Bilingual | None = None


class Printed(Record):
    """A measure or a figure from outside as it was printed; `value` is a decimal as text."""

    figure: str
    value: str
    display: str
    source: Bilingual


class External(Record):
    """A figure that nobody here can compute; value, source and date are as an officer gave them.

    `version` counts the values entered so far, 0 while there is none. `scope` is among whom it
    holds, `year` the year that it is of, `qualifier` how exactly it is meant, where the source
    says so.
    """

    id: str
    name: Bilingual
    means: Bilingual
    unit: Unit
    value: str | None
    display: str | None
    source: Bilingual | None
    as_of: date | None
    version: int
    scope: Bilingual | None = None
    year: int | None = None
    qualifier: Qualifier | None = None
