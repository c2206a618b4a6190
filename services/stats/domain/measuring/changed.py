"""The day of which figures are: the last one that brought anything to what they count."""

from collections.abc import Iterator
from datetime import date

from services.stats.domain.measuring.asking import given_out
from services.stats.domain.measuring.known import Known
from shared.calendar import beijing_date
from shared.programmes import Measure
from shared.programmes.measures import (
    Attendances,
    Authorities,
    Count,
    Day,
    Elapsed,
    IndicatorsMet,
    OfActivity,
    OfMilestone,
    populations,
    rests_on,
)
from shared.programmes.path import Decision


def measure_changed_on(measure: Measure, known: Known) -> date | None:
    """The last day in Beijing on which anybody came to what the measure counts; None if nobody."""
    return max(_days(measure, known, frozenset((measure.id,))), default=None)


def board_changed_on(known: Known) -> date | None:
    """The last day in Beijing on which anything of the round changed; None while nothing has."""
    reached = [last for _, last in known.days.values()]
    happened = [beijing_date(event.at) for event in known.record.events if event.at <= known.at]
    entered = [beijing_date(each.at) for one in known.entered.values() for each in one.values]
    held = [each.held_on for each in known.activities.held]
    reported = [beijing_date(each.at) for each in known.reports.found]
    return max((*reached, *happened, *entered, *held, *reported), default=None)


def _days(measure: Measure, known: Known, seen: frozenset[str]) -> Iterator[date]:
    counted = [population.milestone for _, population in populations(measure)]
    if isinstance(measure, Day | Elapsed):
        moments = (measure.at,) if isinstance(measure, Day) else (measure.since, measure.until)
        counted = [each.milestone for each in moments if isinstance(each, OfMilestone)]
        declared = [each.activity for each in moments if isinstance(each, OfActivity)]
        yield from (day for id_ in declared for day in known.activities.days_of(id_))
    if isinstance(measure, Count) and isinstance(measure.counts, Attendances):
        yield from (each.held_on for each in known.activities.held_of(measure.counts.activity))
    for asked in given_out(measure):
        day = known.certificates.given[asked].changed_on
        yield from () if day is None else (day,)
    if isinstance(measure, Count) and isinstance(measure.counts, Authorities):
        passed = _passed(measure.counts, known)
        counted = [*counted, *passed]
    if isinstance(measure, IndicatorsMet):
        yield from _reported(known, measure.subject)
    yield from (known.days[milestone][1] for milestone in counted if milestone in known.days)
    for _, figure in rests_on(measure):
        if figure.indicator is not None:
            of = figure.indicator
            yield from _reported(known, of.subject, of.indicator)
        other = known.measures.get(figure.measure or "")
        if other is not None and figure.round is None and other.id not in seen:
            yield from _days(other, known, seen | {other.id})


def _passed(counts: Authorities, known: Known) -> Iterator[str]:
    """The milestone of what has passed the joint decision."""
    for stage in known.cycle.programme.way.of_kind(Decision):
        if stage.id == counts.decision and stage.milestones.passed is not None:
            yield stage.milestones.passed.id


def _reported(known: Known, subject: str, indicator: str | None = None) -> Iterator[date]:
    for one in known.reports.found:
        if one.subject == subject and indicator in (None, one.indicator):
            yield beijing_date(one.at)
