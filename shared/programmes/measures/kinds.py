"""Measures as data: what a published figure counts, of whom, and how it is rounded."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from shared.programmes.measures.indicator import Division
from shared.programmes.measures.moment import Moment
from shared.programmes.measures.population import (
    Counted,
    Dimension,
    Population,
    Value,
)
from shared.programmes.measures.reference import FigureOf
from shared.programmes.strict import Bilingual, ItemId, Strict

Unit = Literal[
    "count",
    "percent",
    "percentage_point",
    "yuan",
    "rank",
    "year",
    "years",
    "order",
    "date",
]
"""`year` is one of the calendar, `years` a length; `order` is a place in a row, as of sessions."""


class _Measure(Strict):
    id: ItemId
    name: Bilingual
    as_of: Bilingual
    source: Bilingual


class _Rounded(_Measure):
    decimals: int = Field(ge=0, le=6)
    rounding: Literal["half_up"]


class Count(_Rounded):
    """How many applications or subjects reached the milestone, or took part in activities.

    Or how many certificates there are.
    """

    kind: Literal["count"]
    counts: Counted
    unit: Literal["count"]


class Share(_Rounded):
    """Numerator over denominator, in percent."""

    kind: Literal["share"]
    numerator: Population
    denominator: Population
    unit: Literal["percent"]


class Change(_Rounded):
    """A count against an earlier one in percent (or in number), over the earlier one."""

    kind: Literal["change"]
    counts: Population
    before: FigureOf
    unit: Literal["percent", "count"]


class ShareChange(_Rounded):
    """A share against an earlier one, in percentage points."""

    kind: Literal["share_change"]
    numerator: Population
    denominator: Population
    before: FigureOf
    unit: Literal["percentage_point"]


class Distinct(_Measure):
    """How many different values those of a population have, each counted once."""

    kind: Literal["distinct"]
    counts: Population
    values_of: Dimension
    unit: Literal["count"]


class Average(_Rounded):
    """What a fact that is a number comes to on average, over those that gave it."""

    kind: Literal["average"]
    number: ItemId
    counts: Population
    unit: Literal["yuan", "count"]


class Sum(_Rounded):
    """What a fact that is a number comes to in all, over those that gave it."""

    kind: Literal["sum"]
    number: ItemId
    counts: Population
    unit: Literal["yuan", "count"]


class Difference(_Rounded):
    """One figure less another of the same unit; of two percentages in percentage points."""

    kind: Literal["difference"]
    minuend: FigureOf
    subtrahend: FigureOf
    unit: Literal["percentage_point", "count", "yuan"]


class IndicatorsMet(_Rounded):
    """Which part of its indicators a city has brought to their targets, in percent of all.

    An indicator of which nobody can say so yet is not met.
    """

    kind: Literal["indicators_met"]
    subject: Division
    unit: Literal["percent"]


class Order(_Measure):
    """Which rank one value of a dimension has among all by a count, the largest first.

    Of several with the same count each has the best rank that they share (1, 2, 2, 4), or, with
    `none`, has no rank.
    """

    kind: Literal["order"]
    counts: Population
    among: Dimension
    which: Value
    ties: Literal["shared", "none"]
    unit: Literal["rank"]


class Cumulative(_Measure):
    """A balance carried over from earlier rounds, and a count of this one on top.

    Whoever is in several rounds counts in each.
    """

    kind: Literal["cumulative"]
    opening: FigureOf
    adds: FigureOf
    unit: Literal["count"]


class CumulativeDistinct(_Measure):
    """The same with everybody counted once, as far as that can be known: a range.

    Who stands behind the balance is not known, so of this round all may be among them, or none.
    """

    kind: Literal["cumulative_distinct"]
    opening: FigureOf
    adds: FigureOf
    unit: Literal["count"]


class Elapsed(_Measure):
    """Years between two moments: `completed` ones, or calendar years counted `inclusive`ly."""

    kind: Literal["elapsed"]
    since: Moment
    until: Moment
    years: Literal["completed", "inclusive"]
    unit: Literal["years"]


class Day(_Measure):
    """When something was, as a day, a month or a year in Beijing."""

    kind: Literal["date"]
    at: Moment
    precision: Literal["day", "month", "year"]
    unit: Literal["date"]


class OfTheRound(_Measure):
    """What the round itself says: its year, its session, how many sessions came before.

    Or the year in which those of its cohort were recognised or passed last.
    """

    kind: Literal["round"]
    tells: Literal["year", "session", "sessions_before", "cohort_year"]
    unit: Literal["year", "order", "count"]


Measure: TypeAlias = Annotated[
    Count
    | Share
    | Change
    | ShareChange
    | Distinct
    | Average
    | Sum
    | Difference
    | IndicatorsMet
    | Order
    | Cumulative
    | CumulativeDistinct
    | Elapsed
    | Day
    | OfTheRound,
    Field(discriminator="kind"),
]
