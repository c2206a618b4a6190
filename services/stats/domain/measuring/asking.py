"""What has to be asked for the measures of a round, and the groups that their figures are about."""

from collections.abc import Iterator

from services.stats.domain.activities import TookPart
from services.stats.domain.certificates import GivenOut
from services.stats.domain.questions import (
    CATEGORY,
    DISTRICT,
    AnyOf,
    Dimension,
    Group,
    HowMany,
    HowMuch,
    OneOf,
    Population,
    Question,
    as_value,
    fact,
    industry,
)
from shared.programmes import Measure, measures
from shared.programmes.measures import (
    AnyOfThese,
    Attendances,
    Average,
    Certificates,
    Count,
    Distinct,
    Of,
    OneDimension,
    Order,
    Sum,
    ValueAmong,
    ValueIs,
    populations,
)


def dimension(defined: measures.Dimension) -> Dimension:
    """What applications differ in, as questions name it."""
    match defined.dimension:
        case "district":
            return DISTRICT
        case "category":
            return CATEGORY
        case "industry":
            assert defined.depth is not None
            return industry(defined.depth)
        case None:
            assert defined.fact is not None
            return fact(defined.fact)


def members(defined: measures.Population) -> Population:
    """A population, as questions name it."""
    return Population(defined.milestone, tuple(map(_condition, defined.where)))


def how_many(defined: measures.Population, by: Dimension | None = None) -> HowMany:
    """How many they are, in all and by the values of a dimension."""
    return HowMany(members(defined), defined.of, by)


def how_much(measure: Average | Sum) -> HowMuch:
    """What the number comes to."""
    return HowMuch(members(measure.counts), measure.number, measure.counts.of)


def those_of(measure: Order) -> Population:
    """The part of the population that has the value whose rank is asked for."""
    whole = members(measure.counts)
    value = OneOf(dimension(measure.among), frozenset((as_value(measure.which),)))
    return Population(whole.milestone, (*whole.where, value))


def questions(measure: Measure) -> Iterator[Question]:
    """What has to be known of the applications."""
    match measure:
        case Average() | Sum():
            yield how_much(measure)
        case Distinct():
            yield how_many(measure.counts, dimension(measure.values_of))
        case Order():
            yield how_many(measure.counts, dimension(measure.among))
        case _:
            yield from (how_many(population) for _, population in populations(measure))


def took_part(measure: Measure) -> Iterator[TookPart]:
    """What has to be known of those who took part in activities."""
    match measure:
        case Count(counts=Attendances(activity=kind, role=role, distinct=distinct)):
            yield TookPart(kind, role, distinct)
        case _:
            pass


def given_out(measure: Measure) -> Iterator[GivenOut]:
    """What has to be known of certificates and plaques."""
    match measure:
        case Count(counts=Certificates() as counts):
            yield given_of(counts)
        case _:
            pass


def given_of(counts: Certificates) -> GivenOut:
    """The certificates that are counted, as questions name them."""
    return GivenOut(counts.certificate, counts.handed_over, counts.batch, counts.distinct)


def groups(measure: Measure) -> Iterator[tuple[Of, Group]]:
    """Those whose number the figure tells, each with what of them is counted."""
    for _, population in populations(measure):
        yield population.of, Group(members(population))
    match measure:
        case Average() | Sum():
            yield measure.counts.of, Group(members(measure.counts), measure.number)
        case Order():
            yield measure.counts.of, Group(those_of(measure))
        case _:
            pass


def _condition(
    where: AnyOfThese | OneDimension,
) -> OneOf | AnyOf:
    match where:
        case AnyOfThese(any_of=some):
            return AnyOf(tuple(map(_one_of, some)))
        case _:
            return _one_of(where)


def _one_of(where: OneDimension) -> OneOf:
    match where:
        case ValueIs(equals=value):
            values = frozenset((as_value(value),))
        case ValueAmong(one_of=several):
            values = frozenset(map(as_value, several))
    return OneOf(dimension(where), values)
