"""What a measure is made of, in a few words for a terminal."""

from shared.programmes.measures import (
    AnyOfThese,
    Attendances,
    Authorities,
    Average,
    Certificates,
    Change,
    Count,
    Counted,
    Cumulative,
    CumulativeDistinct,
    Day,
    Difference,
    Dimension,
    Distinct,
    Elapsed,
    FigureOf,
    IndicatorsMet,
    Measure,
    Moment,
    OfActivity,
    OfExternal,
    OfMilestone,
    OfRound,
    OfTheRound,
    Order,
    Share,
    ShareChange,
    Sum,
    Value,
    ValueAmong,
    ValueIs,
    Where,
)


def basis(measure: Measure) -> str:
    """Of whom or of what it is."""
    match measure:
        case Share(numerator=part, denominator=whole):
            return f"{_whom(part)} / {_whom(whole)}"
        case ShareChange(numerator=part, denominator=whole, before=before):
            return f"{_whom(part)} / {_whom(whole)} against {_figure(before)}"
        case Change(counts=counts, before=before):
            return f"{_whom(counts)} against {_figure(before)}"
        case Distinct(counts=counts, values_of=differing):
            return f"{_dimension(differing)} of {_whom(counts)}"
        case Order(counts=counts, among=differing, which=value):
            return f"{value} among each {_dimension(differing)} of {_whom(counts)}"
        case Average(counts=counts, number=number) | Sum(counts=counts, number=number):
            return f"{number} of {_whom(counts)}"
        case Count(counts=counts):
            return _whom(counts)
        case IndicatorsMet(subject=subject):
            return f"indicators at their targets of {subject}"
        case Difference(minuend=first, subtrahend=second):
            return f"{_figure(first)} less {_figure(second)}"
        case (
            Cumulative(opening=first, adds=second) | CumulativeDistinct(opening=first, adds=second)
        ):
            return f"{_figure(first)} and {_figure(second)}"
        case Elapsed(since=since, until=until, years=years):
            return f"{_moment(since)} to {_moment(until)}, {years}"
        case Day(at=at):
            return _moment(at)
        case OfTheRound(tells=tells):
            return tells.replace("_", " ")


def _whom(population: Counted) -> str:
    """The milestone, and what of those who reached it is counted, where that is not all."""
    if isinstance(population, Attendances):
        once = "subjects, " if population.distinct else ""
        return f"{once}{population.role} at {population.activity}"
    if isinstance(population, Certificates):
        once = "subjects, " if population.distinct else ""
        batch = f", {population.batch}" if population.batch else ""
        at = f" handed over at {population.handed_over}" if population.handed_over else ""
        return f"{once}{population.certificate}{batch}{at}"
    if isinstance(population, Authorities):
        return f"offices that agreed in {population.decision}"
    of = "subjects, " if population.of == "subjects" else ""
    return f"{of}{population.milestone}{''.join(f', {_where(w)}' for w in population.where)}"


def _where(where: Where) -> str:
    match where:
        case AnyOfThese(any_of=some):
            return " or ".join(map(_where, some))
        case ValueIs(equals=value):
            return f"{_dimension(where)} = {_value(value)}"
        case ValueAmong(one_of=values):
            return f"{_dimension(where)} = {' | '.join(map(_value, values))}"


def _value(value: Value) -> str:
    return value if isinstance(value, str) else str(value).lower()


def _dimension(dimension: Dimension) -> str:
    name = dimension.fact or dimension.dimension or ""
    return f"{name} ({dimension.depth})" if dimension.depth else name


def _figure(figure: FigureOf) -> str:
    if figure.indicator is not None:
        of = figure.indicator
        year = f" {of.year}" if of.year else ""
        return f"{of.tells}{year} of {of.indicator} of {of.subject}"
    return f"{figure.id} of {figure.round}" if figure.round else figure.id


def _moment(moment: Moment) -> str:
    match moment:
        case OfMilestone(milestone=milestone, which=which):
            return f"{which} {milestone}"
        case OfActivity(activity=name, which=which):
            return f"{which} {name}"
        case OfRound(round_date=name):
            return name
        case OfExternal(external=name):
            return name
