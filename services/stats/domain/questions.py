"""What may be asked of the applications of a round, and the answers.

A question names a population and is asked as of now or of the end of a day. Measures are built on
the answers, which are exact: what of them may be told is for `disclosure` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from services.stats.domain.declared import Kinds
from services.stats.domain.facts import Facts
from shared.programmes.industry import Depth, UnknownIndustry, at_depth

Of = Literal["applications", "subjects"]
"""Whether each application counts, or each subject once, however many applications it has."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What applications differ in: where, of which category or industry, or a declared fact.

    `name` is the depth of an industry or the id of a fact. A yes is the value "true", a no "false".
    """

    kind: Literal["district", "category", "industry", "fact"]
    name: str = ""

    def value(self, facts: Facts, kinds: Kinds) -> str | None:
        """The value that an application has; None for a fact that is not known of it."""
        match self.kind:
            case "district":
                return facts.district
            case "category":
                return facts.category
            case "industry":
                return _at_depth(facts.industry, self.name)
            case "fact":
                known = kinds.known.get(self.name)
                return None if known is None else as_value(known)


DISTRICT = Dimension("district")
CATEGORY = Dimension("category")


def industry(depth: Depth) -> Dimension:
    """Industries of GB/T 4754 by section, division, group or class."""
    return Dimension("industry", depth)


def fact(id_: str) -> Dimension:
    """A declared fact that is a boolean or a choice."""
    return Dimension("fact", id_)


def as_value(known: bool | str) -> str:
    """A boolean or a choice as a value of a dimension."""
    return known if isinstance(known, str) else str(known).lower()


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds for an application that has one of these values; not where the fact is not known."""

    dimension: Dimension
    values: frozenset[str]

    @property
    def dimensions(self) -> frozenset[Dimension]:
        """What has to be known of an application."""
        return frozenset((self.dimension,))

    def holds(self, facts: Facts, kinds: Kinds) -> bool:
        """Whether it holds for an application."""
        return self.dimension.value(facts, kinds) in self.values


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds where one of these does."""

    some: tuple[OneOf, ...]

    @property
    def dimensions(self) -> frozenset[Dimension]:
        """What has to be known of an application."""
        return frozenset(each.dimension for each in self.some)

    def holds(self, facts: Facts, kinds: Kinds) -> bool:
        """Whether it holds for an application."""
        return any(each.holds(facts, kinds) for each in self.some)


@dataclass(frozen=True, slots=True)
class Population:
    """The applications that reached a milestone and for which every condition holds."""

    milestone: str
    where: tuple[OneOf | AnyOf, ...] = ()

    @property
    def dimensions(self) -> frozenset[Dimension]:
        """What has to be known of an application."""
        return frozenset().union(*(each.dimensions for each in self.where))

    def holds(self, facts: Facts, kinds: Kinds) -> bool:
        """Whether every condition does."""
        return all(each.holds(facts, kinds) for each in self.where)


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many applications or subjects, in all and by the values of a dimension."""

    population: Population
    of: Of = "applications"
    by: Dimension | None = None


@dataclass(frozen=True, slots=True)
class HowMuch:
    """What a declared number comes to over applications or subjects.

    A subject has one value: of its applications in the population that give one, that of the first
    to reach the milestone; of several on one day, the largest.
    """

    population: Population
    fact: str
    of: Of = "applications"


@dataclass(frozen=True, slots=True)
class Group:
    """Those of a population that a figure rests on: all, or those that give a number."""

    population: Population
    number: str = ""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """How groups overlap, which tells what their numbers together give away."""

    groups: tuple[Group, ...]
    of: Of = "applications"


Question = HowMany | HowMuch | Overlaps


@dataclass(frozen=True, slots=True)
class Count:
    """The answer to HowMany.

    `by` is empty without a dimension; `no_value` are those of which the fact is not known. The rows
    of subjects may sum to more than `total`: a subject counts in each value that it has. `unnamed`
    are applications whose subject nobody told, which are in no number of subjects.
    """

    total: int
    by: Mapping[str, int]
    no_value: int
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """The answer to HowMuch: how many gave a number, how many did not, and the sum of those given.

    `unnamed` as in Count.
    """

    n: int
    nulls: int
    total: int
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Overlap:
    """The answer to Overlaps: how many are in exactly these groups, for each set of groups."""

    members: Mapping[frozenset[Group], int]


Answer = Count | Amount | Overlap


def is_of(question: Question, milestones: frozenset[str]) -> bool:
    """Whether it asks about those who reached one of these milestones, and about no others."""
    if isinstance(question, Overlaps):
        return False
    return question.population.milestone in milestones


def nothing(question: Question) -> Answer:
    """The answer while nobody is in the population."""
    match question:
        case HowMany():
            return Count(0, {}, 0)
        case HowMuch():
            return Amount(0, 0, 0)
        case Overlaps():
            return Overlap({})


def _at_depth(code: str, depth: str) -> str:
    try:
        return at_depth(code, cast("Depth", depth))
    # Nothing says that it is an industry that is counted; it stays apart from all others.
    except UnknownIndustry:
        return code
