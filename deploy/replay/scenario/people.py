"""Who takes part: accounts of officials, and what enterprises are made up of."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from deploy.replay.scenario.counts import Amount
from deploy.replay.scenario.shapes import matching
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict, Words
from shared.programmes.tags import tagged_by_key

IndustryCode = Annotated[str, matching("[0-9]{4}", "four digits, like 3922")]
Weight = Annotated[int, Field(ge=0, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Account(Strict):
    """An official's account: its id, its one role, the name on it and the office it acts for."""

    account: Slug
    role: Literal["association", "recommender", "reviewer", "officer"]
    name: Words
    office: Slug | None = None


class District(Strict):
    """A district of the programme, and the division (GB/T 2260) whose authority registers there.

    Where cities apply, it is a city, which is known by that division.
    """

    id: Slug
    division: Annotated[str, matching("[0-9]{6}", "six digits, like 440703")]
    weight: Weight = 0


class Industry(Strict):
    """An industry of the word list (GB/T 4754-2017), and the categories that it applies in."""

    code: IndustryCode
    categories: tuple[Slug, ...] = Field(min_length=1)
    weight: Weight = 0


class Enterprises(Strict):
    """What enterprises are drawn from.

    `seats` begin a name, `{district}` in one stands for the district. `applications_each` weighs
    one, two, three … applications of an enterprise; with exact numbers of enterprises it only says
    how many an enterprise has at most.
    """

    seats: tuple[Bilingual, ...] = Field(min_length=1)
    english_percent: Percent = 0
    applications_each: tuple[Weight, ...] = Field(min_length=1)
    districts: tuple[District, ...] = Field(min_length=1)
    industries: tuple[Industry, ...] = Field(min_length=1)


class Holding(Strict):
    """So many enterprises of the group hold this qualification, from and until (exclusive).

    `source` is what they name as its proof. With `sections` only enterprises of these sections of
    GB/T 4754 hold it.
    """

    scheme: Slug
    level: Slug | None = None
    enterprises: Amount
    since: date
    until: date | None = None
    source: Words
    sections: tuple[Annotated[str, matching("[A-T]", "a letter from A to T")], ...] = ()


class OneOf(Strict):
    """An enterprise of the group has one of these holdings at most."""

    one_of: tuple[Holding, ...] = Field(min_length=1)


class Times(Strict):
    """So many applications of the group give this answer."""

    answer: bool | int | str
    times: Amount


class Exact(Strict):
    """How often which answer is given, over all applications of the group."""

    exact: tuple[Times, ...] = Field(min_length=1)


class Average(Strict):
    """Whole numbers, one an enterprise, both bounds included, with exactly this average.

    So many enterprises of the group give none.
    """

    average: int
    between: tuple[int, int]
    unanswered: Amount = 0


ExactAnswer: TypeAlias = Annotated[
    Annotated[Exact, Tag("<exact>")] | Annotated[Average, Tag("<average>")],
    tagged_by_key({"exact": "exact", "average": "average"}, "expected one of exact, average"),
]


class Group(Strict):
    """Applications that have their fates from one lot, by weight and largest remainder.

    `enterprises` is how many have their first application here; the further ones go to whoever has
    room. Without it they are drawn. All numbers below are exact: of the enterprises that begin
    here, and of the applications.
    """

    id: ItemId
    applications: Amount
    enterprises: Amount | None = None
    fates: dict[ItemId, Weight] = Field(min_length=1)
    districts: dict[Slug, Amount] = Field(default_factory=dict)
    industries: dict[str, Amount] = Field(default_factory=dict)
    holdings: tuple[OneOf, ...] = ()
    categories: dict[Slug, Amount] = Field(default_factory=dict)
    answers: dict[ItemId, ExactAnswer] = Field(default_factory=dict)
