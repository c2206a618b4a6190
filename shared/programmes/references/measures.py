"""Measures that stand on facts, rounds and figures which exist, in units that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.programmes.measures import (
    Attendances,
    Authorities,
    Average,
    Certificates,
    Change,
    Count,
    Cumulative,
    CumulativeDistinct,
    Day,
    Difference,
    Distinct,
    Elapsed,
    ExternalFigure,
    FigureOf,
    IndicatorOf,
    IndicatorsMet,
    Measure,
    Moment,
    OfActivity,
    OfExternal,
    OfMilestone,
    OfRound,
    OfTheRound,
    Order,
    ShareChange,
    Sum,
    populations,
    rests_on,
)
from shared.programmes.nearest import undefined
from shared.programmes.path import Construction, Decision
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.populations import (
    dimension_faults,
    milestone_faults,
    population_faults,
    value_faults,
)

if TYPE_CHECKING:
    from shared.programmes.model import Programme

_UNIT_OF = {
    "year": "year",
    "session": "order",
    "sessions_before": "count",
    "cohort_year": "year",
}


@dataclass(frozen=True)
class Figures:
    """The programme, and the figures that a measure of its may rest on, by id."""

    programme: Programme
    measures: Mapping[str, Measure]
    externals: Mapping[str, ExternalFigure]


def measure_faults(at: Loc, measures: Sequence[Measure], known: Figures) -> Iterator[Fault]:
    """Faults of each measure; `at` is where the list of them stands."""
    for i, measure in enumerate(measures):
        here = (*at, i)
        for field, population in populations(measure):
            yield from population_faults((*here, field), population, known.programme)
        yield from _of_kind(here, measure, known)
        if measure.id in _below(measure, known.measures, set()):
            yield (*here, "id"), f"expected a figure that does not rest on itself, as {measure.id}"


def _of_kind(at: Loc, measure: Measure, known: Figures) -> Iterator[Fault]:
    match measure:
        case Count(counts=Attendances() as attendances):
            yield from _attendances((*at, "counts"), attendances, known.programme)
        case Count(counts=Certificates() as certificates):
            yield from _certificates((*at, "counts"), certificates, known.programme)
        case Count(counts=Authorities() as authorities):
            yield from _authorities((*at, "counts"), authorities, known.programme)
        case IndicatorsMet():
            yield from _of_cities((*at, "subject"), known.programme)
        case Change():
            yield from _figure((*at, "before"), measure.before, known, "count")
        case ShareChange():
            yield from _figure((*at, "before"), measure.before, known, "percent")
        case Distinct():
            yield from dimension_faults((*at, "values_of"), measure.values_of, known.programme)
        case Average() | Sum():
            yield from _number(at, measure, known.programme)
        case Difference():
            unit = "percent" if measure.unit == "percentage_point" else measure.unit
            for field, figure in rests_on(measure):
                yield from _figure((*at, field), figure, known, unit)
        case Order():
            yield from dimension_faults((*at, "among"), measure.among, known.programme)
            programme, which = known.programme, measure.which
            yield from value_faults((*at, "which"), which, measure.among, programme)
        case Cumulative() | CumulativeDistinct():
            for field, figure in rests_on(measure):
                yield from _figure((*at, field), figure, known, "count")
            if isinstance(measure, CumulativeDistinct):
                yield from _subjects((*at, "adds"), measure.adds, known)
        case Elapsed():
            for field, moment in (("since", measure.since), ("until", measure.until)):
                day = measure.years == "completed"
                yield from _moment((*at, field), moment, known, day=day)
        case Day():
            yield from _moment((*at, "at"), measure.at, known, day=True)
        case OfTheRound():
            yield from _of_the_round(at, measure, known.programme)


def indicator_faults(at: Loc, of: IndicatorOf, programme: Programme) -> Iterator[Fault]:
    """Faults of a reference to what a city reports."""
    yield from _of_cities((*at, "subject"), programme)
    ids = [each.id for stage in programme.way.of_kind(Construction) for each in stage.indicators]
    if of.indicator not in ids:
        yield (*at, "indicator"), undefined(of.indicator, ids, "indicators")
    if of.year is not None and of.tells != "actual":
        yield (*at, "year"), "expected no year: there is one base, and one target"


def _of_cities(at: Loc, programme: Programme) -> Iterator[Fault]:
    if programme.subject != "city":
        yield at, "expected a programme of cities: what one enterprise reports is not published"
    elif not programme.way.of_kind(Construction):
        yield at, "expected a stage of kind construction: nobody reports indicators without one"


def _authorities(at: Loc, counted: Authorities, programme: Programme) -> Iterator[Fault]:
    joint = [stage for stage in programme.way.of_kind(Decision) if stage.joint]
    found = next((stage for stage in joint if stage.id == counted.decision), None)
    if found is None:
        ids = [stage.id for stage in joint]
        yield (*at, "decision"), undefined(counted.decision, ids, "joint decisions")
    elif found.milestones.passed is None:
        yield (
            (*at, "decision"),
            f"expected a decision with a milestone for what passed: {found.id} has none",
        )


def _figure(at: Loc, figure: FigureOf, known: Figures, unit: str) -> Iterator[Fault]:
    if figure.indicator is not None:
        here = (*at, "indicator")
        yield from indicator_faults(here, figure.indicator, known.programme)
        stages = known.programme.way.of_kind(Construction)
        indicator = stages[0].indicator(figure.indicator.indicator) if stages else None
        if indicator is not None and indicator.unit != unit:
            yield here, f"expected a figure in {unit}, but {indicator.id} is in {indicator.unit}"
        return
    if figure.external is not None:
        external = known.externals.get(figure.external)
        if external is None:
            yield (*at, "external"), undefined(figure.external, known.externals, "external_figures")
        elif external.unit != unit:
            yield (
                (*at, "external"),
                f"expected a figure in {unit}, but {external.id} is in {external.unit}",
            )
        return
    rounds = {round_.id for round_ in known.programme.rounds}
    if figure.round is not None and figure.round not in rounds:
        return  # Of another version, which is looked for where all of them are at hand.
    measure = known.measures.get(figure.id)
    if measure is None:
        yield (*at, "measure"), undefined(figure.id, known.measures, "measures")
    elif measure.unit != unit:
        yield (
            (*at, "measure"),
            f"expected a figure in {unit}, but {measure.id} is in {measure.unit}",
        )


def _subjects(at: Loc, figure: FigureOf, known: Figures) -> Iterator[Fault]:
    measure = known.measures.get(figure.id) if figure.measure else None
    is_of_subjects = isinstance(measure, Count) and measure.counts.of == "subjects"
    if figure.external is not None or (measure is not None and not is_of_subjects):
        yield at, "expected a count of subjects: nothing else is counted once"


def _attendances(at: Loc, counted: Attendances, programme: Programme) -> Iterator[Fault]:
    of_kind = [each for each in programme.activities if each.kind == counted.activity]
    if not of_kind:
        kinds = dict.fromkeys(each.kind for each in programme.activities)
        yield (*at, "activity"), undefined(counted.activity, kinds, "activities")
    elif not any(counted.role in each.roles for each in of_kind):
        roles = [role for each in of_kind for role in each.roles]
        yield (*at, "role"), undefined(counted.role, dict.fromkeys(roles), "roles")


def _certificates(at: Loc, counted: Certificates, programme: Programme) -> Iterator[Fault]:
    kinds = () if programme.after is None else tuple(c.id for c in programme.after.certificates)
    if counted.certificate not in kinds:
        yield (*at, "certificate"), undefined(counted.certificate, kinds, "certificates")
    held = dict.fromkeys(each.kind for each in programme.activities)
    if counted.handed_over is not None and counted.handed_over not in held:
        yield (*at, "handed_over"), undefined(counted.handed_over, held, "activities")


def _number(at: Loc, measure: Average | Sum, programme: Programme) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in programme.facts}
    fact = facts.get(measure.number)
    if fact is None:
        yield (*at, "number"), undefined(measure.number, facts, "facts")
    elif fact.type != "number":
        yield (
            (*at, "number"),
            f"expected a fact of type number, but {fact.id} is of type {fact.type}",
        )
    elif measure.unit != (fact.unit or "count"):
        yield (*at, "unit"), f"expected {fact.unit or 'count'}, as the fact {fact.id} is"


def _moment(at: Loc, moment: Moment, known: Figures, *, day: bool) -> Iterator[Fault]:
    match moment:
        case OfMilestone(milestone=milestone):
            yield from milestone_faults((*at, "milestone"), milestone, known.programme)
        case OfActivity(activity=id_):
            declared = [each.id for each in known.programme.activities]
            if id_ not in declared:
                yield (*at, "activity"), undefined(id_, declared, "activities")
        case OfRound(round_date=name):
            if name == "year" and day:
                yield (*at, "round_date"), "expected a day, but a year has no day"
            for round_ in known.programme.rounds:
                if getattr(round_, name) is None:
                    message = f"expected a date that each round has, but {round_.id} has no {name}"
                    yield (*at, "round_date"), message
        case OfExternal(external=id_):
            external = known.externals.get(id_)
            if external is None:
                yield (*at, "external"), undefined(id_, known.externals, "external_figures")
            elif external.unit != "year":
                message = f"expected a figure in year, but {id_} is in {external.unit}"
                yield (*at, "external"), message
            elif day:
                yield (*at, "external"), "expected a day, but a year has no day"


def _of_the_round(at: Loc, measure: OfTheRound, programme: Programme) -> Iterator[Fault]:
    if measure.unit != _UNIT_OF[measure.tells]:
        yield (*at, "unit"), f"expected {_UNIT_OF[measure.tells]}, as {measure.tells} is told in"
    if measure.tells == "cohort_year" and programme.way.cohort is None:
        yield (*at, "tells"), "expected year: the path has no stage of kind cohort"
    if measure.tells not in ("year", "cohort_year"):
        for round_ in programme.rounds:
            if round_.session is None:
                message = f"expected year: the round {round_.id} has no session"
                yield (*at, "tells"), message


def _below(measure: Measure, measures: Mapping[str, Measure], seen: set[str]) -> set[str]:
    """The measures of the same round that this one rests on, over however many steps."""
    for figure in _same_round(rests_on(measure)):
        if figure.id in measures and figure.id not in seen:
            seen.add(figure.id)
            _below(measures[figure.id], measures, seen)
    return seen


def _same_round(figures: Iterable[tuple[str, FigureOf]]) -> Iterator[FigureOf]:
    return (f for _, f in figures if f.measure is not None and f.round is None)
