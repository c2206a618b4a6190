"""Measures as data: what a published figure counts, of whom, and how it is rounded."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from shared.programmes.path.milestone import MilestoneId
from shared.programmes.strict import Bilingual, ItemId, Strict

Unit = Literal["count", "percent", "percentage_point", "yuan"]


class Population(Strict):
    """Applications that reached a milestone, with the words that say who and when."""

    milestone: MilestoneId
    population: Bilingual
    stage: Bilingual


class Before(Strict):
    """The earlier value a change is measured against: a figure entered from outside."""

    external: ItemId


class _Measure(Strict):
    id: ItemId
    name: Bilingual
    decimals: int = Field(ge=0, le=6)
    rounding: Literal["half_up"]
    as_of: Bilingual
    source: Bilingual


class Count(_Measure):
    """How many applications reached the milestone."""

    kind: Literal["count"]
    counts: Population
    unit: Literal["count"]


class Share(_Measure):
    """Numerator over denominator, in percent."""

    kind: Literal["share"]
    numerator: Population
    denominator: Population
    unit: Literal["percent"]


class Change(_Measure):
    """A count against an earlier one in percent (or in number), over the earlier one."""

    kind: Literal["change"]
    counts: Population
    before: Before
    unit: Literal["percent", "count"]


class ShareChange(_Measure):
    """A share against an earlier one, in percentage points."""

    kind: Literal["share_change"]
    numerator: Population
    denominator: Population
    before: Before
    unit: Literal["percentage_point"]


Measure: TypeAlias = Annotated[Count | Share | Change | ShareChange, Field(discriminator="kind")]


class ExternalFigure(Strict):
    """A figure nobody here can compute; its value is entered at run time with its source."""

    id: ItemId
    name: Bilingual
    means: Bilingual
    unit: Literal["count", "percent", "percentage_point", "yuan", "rank"]
