"""One printed value: its words, and whether it is computed, from outside, or impossible."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, Tag

from shared.programmes import shapes
from shared.programmes.measures import FigureOf, IndicatorOf, Qualifier
from shared.programmes.strict import Bilingual, ItemId, Strict
from shared.programmes.tags import tagged_by_key

RowId = Annotated[str, StringConstraints(pattern=shapes.ROW_ID)]


Month = Annotated[str, StringConstraints(pattern=shapes.MONTH)]


class Interval(Strict):
    """A value that is only known to lie between two others, or to be one of them."""

    low: int | Decimal
    high: int | Decimal


PrintedValue: TypeAlias = int | Decimal | date | Month | Interval


class _Row(Strict):
    """`words` are those around the value. A `derived` one is not printed but follows from such."""

    id: RowId
    words: Bilingual
    derived: bool = False


class _Computable(_Row):
    """A value that a figure over other rounds comes to once these were `played` here.

    Until then it is what stands beside `played`.
    """

    played: FigureOf | None = None


class FromMeasure(_Computable):
    """A value that a measure of the programme or of the document has to come to.

    With a `qualifier` it has to be more than that, or at most.
    """

    printed: PrintedValue
    measure: ItemId
    qualifier: Literal["more_than", "at_most"] | None = None


class FromReport(_Row):
    """A value that a city reports of what it has built, and nobody here can compute."""

    printed: int | Decimal
    indicator: IndicatorOf
    qualifier: Qualifier | None = None


class FromOutside(_Computable):
    """A value that nobody here can compute: an external figure of the programme.

    `qualifier` is how exactly the document means it; without one it is exact.
    """

    printed: int | Decimal
    external: ItemId
    qualifier: Qualifier | None = None


class Stated(Strict):
    """What a claim rests on that no figure of the programme is about."""

    source: Bilingual
    year: int | None = None
    scope: Bilingual | None = None
    qualifier: Qualifier | None = None


class StatedRow(_Row):
    """A claim in words that rests on what is not printed."""

    printed: Bilingual
    stated: Stated


class ShareOf(Strict):
    """How a share was to come about.

    `of` are the rows that may be the whole, the smallest one first that it can be; `parts` those
    that are added up, if the part is printed. `together_with` is another share of the same whole.
    """

    of: tuple[RowId, ...] = Field(min_length=1)
    parts: tuple[RowId, ...] = ()
    together_with: RowId | None = None


class ShareRow(_Row):
    """A share in percent that no printed number gives; a measure may show one that does."""

    printed: int | Decimal
    share: ShareOf
    beside: ItemId | None = None


class Increase(Strict):
    """What may have increased: a share, or the sum of the parts that it is of."""

    share: RowId
    parts: tuple[RowId, ...] = Field(min_length=1)


class IncreaseRow(_Row):
    """An increase in percent of which nobody says how it is meant, nor from what."""

    printed: int | Decimal
    increase: Increase


Row: TypeAlias = Annotated[
    Annotated[FromMeasure, Tag("<measure>")]
    | Annotated[FromOutside, Tag("<external>")]
    | Annotated[FromReport, Tag("<indicator>")]
    | Annotated[StatedRow, Tag("<stated>")]
    | Annotated[ShareRow, Tag("<share>")]
    | Annotated[IncreaseRow, Tag("<increase>")],
    tagged_by_key(
        {key: key for key in ("measure", "external", "indicator", "stated", "share", "increase")},
        "expected one of measure, external, indicator, stated, share, increase: what the value is",
    ),
]
