"""What applications consist of: a product's name, answers and papers."""

from typing import Annotated, TypeAlias

from pydantic import Field, Tag

from deploy.replay.scenario.people import Percent, Weight
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict
from shared.programmes.tags import tagged_by_key


class Products(Strict):
    """Patterns of names, the same for all or one a category.

    `{quality}`, `{product}` and `{model}` stand for words of the lists and a number of its own.
    """

    name: Bilingual = Bilingual(zh="{quality}{product} {model}", en="{quality} {product} {model}")
    by_category: dict[Slug, Bilingual] = Field(default_factory=dict)


class Statement(Strict):
    """A text from this list of sentences, as long as the programme wants it."""

    statement: ItemId


class Yes(Strict):
    """True in so many percent of the applications."""

    percent: Percent


class Day(Strict):
    """This day of a month of one of the years, first and last."""

    years: tuple[int, int]
    day: int = Field(ge=1, le=28)


class Between(Strict):
    """A whole number from the first on and below the second."""

    between: tuple[int, int]


class Choice(Strict):
    """One of these, by weight."""

    choice: dict[str, Weight] = Field(min_length=1)


Recipe: TypeAlias = Annotated[
    Annotated[Statement, Tag("<statement>")]
    | Annotated[Yes, Tag("<percent>")]
    | Annotated[Day, Tag("<years>")]
    | Annotated[Between, Tag("<between>")]
    | Annotated[Choice, Tag("<choice>")],
    tagged_by_key(
        {key: key for key in ("statement", "percent", "years", "between", "choice")},
        "expected one of statement, percent, years, between, choice",
    ),
]
"""How an answer is made up."""


class Material(Strict):
    """A paper for a material: its title, and its pages application by application, over and over.

    `forgotten` weighs how often it is what is lacking; what has no weight is never forgotten.
    """

    id: ItemId
    title: Bilingual | None = None
    pages: tuple[Annotated[int, Field(ge=1, le=50)], ...] = Field(default=(1,), min_length=1)
    forgotten: Weight = 0


class Flaw(Strict):
    """A material that an officer may find invalid, and the reason."""

    material: ItemId
    reason: ItemId


class Papers(Strict):
    """The papers of an application; `choices` has, for each choice of the programme, what is drawn.

    A choice that is not in it is met by its first alternative.
    """

    materials: tuple[Material, ...] = ()
    choices: tuple[tuple[tuple[ItemId, ...], ...], ...] = ()
    flaws: tuple[Flaw, ...] = ()
