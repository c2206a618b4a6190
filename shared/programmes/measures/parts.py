"""What a measure consists of: populations that are counted, and other figures."""

from collections.abc import Iterator

from shared.programmes.measures.kinds import (
    Average,
    Change,
    Count,
    Cumulative,
    CumulativeDistinct,
    Difference,
    Distinct,
    Measure,
    Order,
    Share,
    ShareChange,
    Sum,
)
from shared.programmes.measures.population import Population
from shared.programmes.measures.reference import FigureOf


def populations(measure: Measure) -> Iterator[tuple[str, Population]]:
    """The applications or subjects that a measure is of, by the name of the field."""
    match measure:
        case Share() | ShareChange():
            yield "numerator", measure.numerator
            yield "denominator", measure.denominator
        case Count(counts=Population() as counts):
            yield "counts", counts
        case Change() | Distinct() | Average() | Sum() | Order():
            yield "counts", measure.counts


def rests_on(measure: Measure) -> Iterator[tuple[str, FigureOf]]:
    """The figures that a measure is made of, by the name of the field."""
    match measure:
        case Change() | ShareChange():
            yield "before", measure.before
        case Difference():
            yield "minuend", measure.minuend
            yield "subtrahend", measure.subtrahend
        case Cumulative() | CumulativeDistinct():
            yield "opening", measure.opening
            yield "adds", measure.adds
