"""Every figure of a round: its exact value rounded and put into words, or why there is none."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from services.stats.domain.external import EnteredFigure
from services.stats.domain.measuring import built, composed, counted, moments, numbers, ranked
from services.stats.domain.measuring.changed import measure_changed_on
from services.stats.domain.measuring.externals import external
from services.stats.domain.measuring.found import Found, Resolve, Term
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Before, Figure, Range, Rounding
from services.stats.domain.rounding import display
from shared.figure_words import EN_DASH
from shared.programmes import Measure
from shared.programmes.measures import (
    Average,
    Change,
    Count,
    Cumulative,
    CumulativeDistinct,
    Day,
    Difference,
    Distinct,
    Elapsed,
    FigureOf,
    IndicatorsMet,
    OfTheRound,
    Order,
    Share,
    ShareChange,
    Sum,
)
from shared.rounding import half_up
from shared.values import Bilingual

_KINDS: Mapping[type[Any], Callable[[Any, Known, Resolve], Found]] = {
    Count: counted.count,
    Share: counted.share,
    Change: counted.change,
    ShareChange: counted.share_change,
    Distinct: counted.distinct,
    Average: numbers.average,
    Sum: numbers.total,
    Difference: composed.difference,
    IndicatorsMet: built.indicators_met,
    Order: ranked.order,
    Cumulative: composed.cumulative,
    CumulativeDistinct: composed.cumulative_distinct,
    Elapsed: moments.elapsed,
    Day: moments.day,
    OfTheRound: moments.of_the_round,
}


class Figures:
    """The figures of one round; `rounds` has what is known of others of the programme, by id."""

    def __init__(self, known: Known, rounds: Mapping[str, Known] | None = None) -> None:
        self._known = known
        self._rounds = {**(rounds or {}), known.cycle.round.id: known}

    def of(self, measures: Iterable[Measure]) -> tuple[Figure, ...]:
        """What each measure comes to."""
        return tuple(self.figure(measure) for measure in measures)

    def figure(self, measure: Measure) -> Figure:
        """What the measure comes to."""
        return _published(measure, self._known, self._found(measure, self._known, frozenset()))

    def of_figure(self, figure: FigureOf) -> Figure | None:
        """What a measure of this round or of another one comes to; None where it is not known."""
        known = self._rounds.get(figure.round or self._known.cycle.round.id)
        measure = None if known is None else known.measures.get(figure.id)
        if known is None or measure is None:
            return None
        return _published(measure, known, self._found(measure, known, frozenset()))

    def _found(self, measure: Measure, known: Known, above: frozenset[tuple[str, str]]) -> Found:
        here = (known.cycle.round.id, measure.id)

        def resolve(figure: FigureOf) -> Term:
            if figure.external is not None:
                return _entered(figure.external, known)
            if figure.indicator is not None:
                return built.term_of(figure.indicator, known)
            return self._term(figure, known, above | {here})

        return _KINDS[type(measure)](measure, known, resolve)

    def _term(self, figure: FigureOf, here: Known, above: frozenset[tuple[str, str]]) -> Term:
        round_ = figure.round or here.cycle.round.id
        known = self._rounds.get(round_)
        measure = None if known is None else known.measures.get(figure.id)
        elsewhere = None if round_ == self._known.cycle.round.id else round_
        if known is None or measure is None or (round_, figure.id) in above:
            name = Bilingual(zh=figure.id, en=figure.id)
            shown = Before(id=figure.id, name=name, value=None, source=None, round=elsewhere)
            missing = Bilingual(
                zh=f"批次 {round_} 的“{figure.id}”无从得知。",
                en=f"“{figure.id}” of the round {round_} is not known here.",
            )
            return Term(None, shown, missing)
        found = self._found(measure, known, above)
        published = _published(measure, known, found)
        shown = Before(
            id=published.id,
            name=published.name,
            value=published.value,
            source=published.source,
            display=published.display,
            round=elsewhere,
        )
        return Term(found.exact, shown, published.missing)


def _entered(id_: str, known: Known) -> Term:
    programme = known.cycle.programme
    definition = next(each for each in programme.external_figures if each.id == id_)
    latest = known.entered.get(id_, EnteredFigure(id_)).latest
    given = external(definition, known.entered)
    shown = Before(
        id=id_,
        name=given.name,
        value=given.value,
        source=given.source,
        display=given.display,
    )
    if latest is None:
        missing = Bilingual(
            zh=f"尚未录入“{given.name.zh}”，无法计算。",
            en=f"“{given.name.en}” has not been entered yet, so this can't be computed.",
        )
        return Term(None, shown, missing)
    return Term(Fraction(latest.value), shown)


def _published(measure: Measure, known: Known, found: Found) -> Figure:
    decimals = getattr(measure, "decimals", None)
    value = None if found.exact is None else half_up(found.exact, decimals or 0)
    between = found.between and _between(measure, *found.between)
    return Figure(
        id=measure.id,
        name=measure.name,
        kind=measure.kind,
        value=found.day if value is None else str(value),
        display=_display(measure, found, value),
        unit=measure.unit,
        numerator=found.numerator,
        denominator=found.denominator,
        before=found.before,
        as_of=known.at,
        as_of_means=measure.as_of,
        changed_on=measure_changed_on(measure, known),
        rounding=None if decimals is None else Rounding(decimals=decimals),
        source=measure.source,
        missing=found.missing,
        rests_on=found.rests_on,
        between=between,
        note=found.note,
    )


def _display(measure: Measure, found: Found, value: Decimal | None) -> str | None:
    if value is not None:
        return display(value, measure.unit, signed=found.signed)
    if found.between:
        low, high = (display(half_up(end, 0), measure.unit) for end in found.between)
        return low if low == high else f"{low}{EN_DASH}{high}"
    return found.day


def _between(measure: Measure, low: Fraction, high: Fraction) -> Range:
    return Range(low=str(half_up(low, 0)), high=str(half_up(high, 0)))
