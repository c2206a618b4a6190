"""Of whom a measure is: who has reached a milestone, and is of certain values."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from shared.programmes.activities import ActivityKind, TookPartAs
from shared.programmes.industry import Depth
from shared.programmes.path.milestone import MilestoneId
from shared.programmes.path.stage import StageId
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict
from shared.programmes.tags import tagged_by_key

Of = Literal["applications", "subjects"]
Value: TypeAlias = bool | str


class Dimension(Strict):
    """What applications differ in: one of their cells, or a declared fact with few values.

    `depth` belongs to industries (GB/T 4754), which are rolled up to it.
    """

    dimension: Literal["district", "category", "industry"] | None = None
    depth: Depth | None = None
    fact: ItemId | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.dimension is None) == (self.fact is None):
            raise PydanticCustomError(
                "one_key", "expected either dimension or fact: what the applications differ in"
            )
        return self


class ValueIs(Dimension):
    """True of those that have exactly this value."""

    equals: Value


class ValueAmong(Dimension):
    """True of those that have one of these values."""

    one_of: tuple[Value, ...] = Field(min_length=1)


OneDimension: TypeAlias = Annotated[
    Annotated[ValueIs, Tag("<equals>")] | Annotated[ValueAmong, Tag("<one_of>")],
    tagged_by_key({"equals": "equals", "one_of": "one_of"}, "expected one of equals, one_of"),
]


class AnyOfThese(Strict):
    """True of those of which one of these is true."""

    any_of: tuple[OneDimension, ...] = Field(min_length=1)


Where: TypeAlias = Annotated[
    Annotated[ValueIs, Tag("<equals>")]
    | Annotated[ValueAmong, Tag("<one_of>")]
    | Annotated[AnyOfThese, Tag("<any_of>")],
    tagged_by_key(
        {key: key for key in ("equals", "one_of", "any_of")},
        "expected a dimension or fact with equals or one_of, or any_of",
    ),
]


class Population(Strict):
    """Those that reached a milestone and of whom every condition is true, in words too.

    Of `subjects` each counts once, however many applications it has.
    """

    milestone: MilestoneId
    population: Bilingual
    stage: Bilingual
    of: Of = "applications"
    where: tuple[Where, ...] = ()


class Attendances(Strict):
    """Those that took part in activities of a kind, as something, in words too.

    Each application that was there counts, or, with `distinct`, each enterprise once.
    """

    of: Literal["attendances"]
    activity: ActivityKind
    role: TookPartAs
    population: Bilingual
    stage: Bilingual
    distinct: bool = False


class Certificates(Strict):
    """Certificates or plaques of a kind that were issued and are not void, in words too.

    With `handed_over` those that were handed over at an activity of that kind, whatever became of
    them. Each number counts, or, with `distinct`, each holder once.
    """

    of: Literal["certificates"]
    certificate: Slug
    handed_over: ActivityKind | None = None
    batch: Slug | None = None
    population: Bilingual
    stage: Bilingual
    distinct: bool = False


class Authorities(Strict):
    """The offices that agreed in a joint decision, in words too: all of it, once a case passed."""

    of: Literal["authorities"]
    decision: StageId
    population: Bilingual
    stage: Bilingual


Counted: TypeAlias = Annotated[
    Annotated[Attendances, Tag("<activity>")]
    | Annotated[Certificates, Tag("<certificate>")]
    | Annotated[Authorities, Tag("<decision>")]
    | Annotated[Population, Tag("<milestone>")],
    tagged_by_key(
        {each: each for each in ("activity", "certificate", "decision", "milestone")},
        "expected a milestone, an activity that somebody took part in, a certificate, or a joint "
        "decision",
    ),
]
