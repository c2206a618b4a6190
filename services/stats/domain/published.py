"""A published figure: never a number alone, always with its base, date, rounding and source."""

from datetime import date, datetime
from typing import Literal

from shared.record import Record
from shared.values import Bilingual

Unit = Literal["count", "percent", "percentage_point", "yuan", "rank"]


class Base(Record):
    """A count that a figure rests on: how many, of whom, at which stage."""

    value: int
    milestone: str
    population: Bilingual
    stage: Bilingual


class Before(Record):
    """The earlier value that a change is measured against; entered from outside."""

    id: str
    name: Bilingual
    value: str | None
    source: Bilingual | None


class Rounding(Record):
    """How the exact value became the published one."""

    decimals: int
    mode: Literal["half_up"] = "half_up"


class Figure(Record):
    """What a measure comes to. `value` is a decimal as text, `display` the same for reading.

    Both are None, and `missing` says why, when the figure can't be computed.
    """

    id: str
    name: Bilingual
    kind: Literal["count", "share", "change", "share_change"]
    value: str | None
    display: str | None
    unit: Unit
    numerator: Base
    denominator: Base | None
    before: Before | None
    as_of: datetime
    as_of_means: Bilingual
    rounding: Rounding
    source: Bilingual
    missing: Bilingual | None = None


class Printed(Record):
    """A measure or a figure from outside as it was printed; `value` is a decimal as text."""

    figure: str
    value: str
    display: str
    source: Bilingual


class External(Record):
    """A figure that nobody here can compute; value, source and date are as an officer gave them.

    `version` counts the values entered so far, 0 while there is none.
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
