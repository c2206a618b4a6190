"""What a measure comes to, before it is rounded and put into words."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from services.stats.domain.measuring.asking import how_many, members
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Base, Before
from services.stats.domain.questions import Group, as_value
from services.stats.domain.waiting import over, waiting
from shared.programmes import Programme
from shared.programmes.industry import SECTIONS
from shared.programmes.measures import Dimension, FigureOf, Population, Value
from shared.values import Bilingual

SMALL = Bilingual(
    zh="不列示：数字过小，或由其他数字可推知过小的数字。",
    en="Not shown: the number is small, or others would give a small one away.",
)
SECRET = Bilingual(
    zh="尚不公布：涉密数字的平均数与合计数，待该阶段不再增加时公布。",
    en="Not yet: a secret number is told as an average or a sum once nobody can be added to it.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """The exact value (a number, a day as text, or between which numbers), or why there is none."""

    exact: Fraction | None = None
    day: str | None = None
    between: tuple[Fraction, Fraction] | None = None
    missing: Bilingual | None = None
    numerator: Base | None = None
    denominator: Base | None = None
    before: Before | None = None
    rests_on: tuple[Before, ...] = ()
    note: Bilingual | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Another figure, exactly; `missing` says why it has no value."""

    exact: Fraction | None
    shown: Before
    missing: Bilingual | None = None


Resolve = Callable[[FigureOf], Term]
"""Finds a figure that another one rests on."""


def base(known: Known, population: Population, part: Bilingual | None = None) -> Base:
    """How many a population is, unless that has to be kept back."""
    hidden = is_withheld(known, population)
    return Base(
        value=None if hidden else known.count(how_many(population)).total,
        milestone=population.milestone,
        population=population.population,
        stage=population.stage,
        of=population.of,
    )


def is_withheld(known: Known, population: Population, number: str = "") -> bool:
    """Whether nothing may be told of them."""
    return (population.of, Group(members(population), number)) in known.withheld


def why_missing(
    known: Known, population: Population, *, compared: bool = False, number: str = ""
) -> Bilingual | None:
    """Why nothing is told of a population, or of the numbers that it gives; None if it may be."""
    (programme, round_), milestone = known.cycle, population.milestone
    way = programme.way
    record, at = known.record, known.at
    if why := waiting(milestone, way, round_, known.reached, record, at, compared=compared):
        return why
    # Else the last one to come could be found by what it changed.
    secret = any(fact.id == number and fact.secret for fact in programme.facts)
    if secret and not over(milestone, way, round_, record, at):
        return SECRET
    if is_withheld(known, population) or (number and is_withheld(known, population, number)):
        return SMALL
    return None


def value_name(programme: Programme, dimension: Dimension, value: Value) -> Bilingual:
    """What people call a value of a dimension."""
    text = as_value(value)
    named: dict[str, Bilingual] = {}
    match dimension.dimension:
        case "district":
            named = {each.id: each.name for each in programme.districts}
        case "category":
            named = {each.id: each.name for each in programme.categories}
        case "industry":
            named = {section.letter: section.name for section in SECTIONS}
        case None:
            fact = next(fact for fact in programme.facts if fact.id == dimension.fact)
            named = {choice.id: choice.name for choice in fact.choices}
            named |= {"true": Bilingual(zh="是", en="yes"), "false": Bilingual(zh="否", en="no")}
    return named.get(text, Bilingual(zh=text, en=text))
