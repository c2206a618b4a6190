"""Computes the published figures of a round from its counts, or says why it can't."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from services.stats.domain.external import EnteredFigure
from services.stats.domain.published import Base, Before, External, Figure, Printed, Rounding, Unit
from services.stats.domain.rounding import display
from services.stats.domain.waiting import waiting
from shared.programmes import ExternalFigure, Measure, Programme, Round, figure
from shared.programmes.measures import Change, Count, Population, Share, ShareChange
from shared.values import Bilingual

Entered = Mapping[str, EnteredFigure]


def figures(
    programme: Programme,
    round_: Round,
    reached: Mapping[str, int],
    entered: Entered,
    as_of: datetime,
) -> tuple[Figure, ...]:
    """Every measure of the programme with its base."""
    return tuple(_figure(programme, round_, m, reached, entered, as_of) for m in programme.measures)


def externals(programme: Programme, entered: Entered) -> tuple[External, ...]:
    """Every figure from outside that the programme names, entered or not."""
    return tuple(_external(definition, entered) for definition in programme.external_figures)


def printed(programme: Programme, round_: Round) -> tuple[Printed, ...]:
    """Every figure of the round that the programme knows to have been printed."""
    units: dict[str, tuple[Unit, bool]] = {
        f.id: (f.unit, False) for f in programme.external_figures
    }
    units |= {m.id: (m.unit, isinstance(m, Change | ShareChange)) for m in programme.measures}
    found = []
    for each in programme.published_figures:
        if each.round == round_.id:
            (unit, signed), value = units[each.figure], Decimal(each.value)
            shown = display(value, unit, signed=signed)
            found.append(
                Printed(figure=each.figure, value=_plain(value), display=shown, source=each.source)
            )
    return tuple(found)


def _figure(
    programme: Programme,
    round_: Round,
    measure: Measure,
    reached: Mapping[str, int],
    entered: Entered,
    as_of: datetime,
) -> Figure:
    values = {id_: e.latest.value for id_, e in entered.items() if e.latest is not None}
    found = figure(measure, reached, values)
    counted = measure.numerator if isinstance(measure, Share | ShareChange) else measure.counts
    compared = not isinstance(measure, Count | Share)
    milestone, way = counted.milestone, programme.way
    not_yet = waiting(milestone, way, round_, reached, as_of, compared=compared)
    value = None if not_yet else found
    denominator = (
        _base(measure.denominator, reached) if isinstance(measure, Share | ShareChange) else None
    )
    before = _before(programme.external_figures, measure, entered)
    return Figure(
        id=measure.id,
        name=measure.name,
        kind=measure.kind,
        value=None if value is None else str(value),
        display=None if value is None else display(value, measure.unit, signed=before is not None),
        unit=measure.unit,
        numerator=_base(counted, reached),
        denominator=denominator,
        before=before,
        as_of=as_of,
        as_of_means=measure.as_of,
        rounding=Rounding(decimals=measure.decimals),
        source=measure.source,
        missing=not_yet or (_missing(denominator, before) if value is None else None),
    )


def _base(population: Population, reached: Mapping[str, int]) -> Base:
    return Base(
        value=reached.get(population.milestone, 0),
        milestone=population.milestone,
        population=population.population,
        stage=population.stage,
    )


def _before(
    definitions: Sequence[ExternalFigure], measure: Measure, entered: Entered
) -> Before | None:
    if isinstance(measure, Count | Share):
        return None
    id_ = measure.before.external
    name = next(d.name for d in definitions if d.id == id_)
    latest = entered[id_].latest if id_ in entered else None
    return Before(
        id=id_,
        name=name,
        value=None if latest is None else _plain(latest.value),
        source=None if latest is None else latest.source,
    )


def _missing(denominator: Base | None, before: Before | None) -> Bilingual:
    if before is not None and before.value is None:
        return Bilingual(
            zh=f"尚未录入“{before.name.zh}”，无法计算。",
            en=f"“{before.name.en}” has not been entered yet, so this can't be computed.",
        )
    if denominator is not None and denominator.value == 0:
        return Bilingual(
            zh=f"分母为零：{denominator.population.zh}尚无一件。",
            en=f"The denominator is zero: {denominator.population.en}: none so far.",
        )
    return Bilingual(zh="基数为零，无法计算。", en="The base is zero, so this can't be computed.")


def _external(definition: ExternalFigure, entered: Entered) -> External:
    found = entered.get(definition.id) or EnteredFigure(definition.id)
    latest = found.latest
    return External(
        id=definition.id,
        name=definition.name,
        means=definition.means,
        unit=definition.unit,
        value=None if latest is None else _plain(latest.value),
        display=None if latest is None else display(latest.value, latest.unit),
        source=None if latest is None else latest.source,
        as_of=None if latest is None else latest.as_of,
        version=found.version,
    )


def _plain(value: Decimal) -> str:
    return format(value, "f")
