"""Figures from outside and figures that were printed, as they are shown."""

from collections.abc import Mapping
from decimal import Decimal

from services.stats.domain.external import EnteredFigure
from services.stats.domain.published import External, Printed
from services.stats.domain.rounding import display
from shared.programmes import ExternalFigure, Programme, Round
from shared.programmes.measures import Change, Difference, ShareChange, Unit


def externals(programme: Programme, entered: Mapping[str, EnteredFigure]) -> tuple[External, ...]:
    """Every figure from outside that the programme names, entered or not."""
    return tuple(external(definition, entered) for definition in programme.external_figures)


def external(definition: ExternalFigure, entered: Mapping[str, EnteredFigure]) -> External:
    """One figure from outside."""
    found = entered.get(definition.id) or EnteredFigure(definition.id)
    latest = found.latest
    if latest is None:
        return External(
            id=definition.id,
            name=definition.name,
            means=definition.means,
            unit=definition.unit,
            value=None,
            display=None,
            source=None,
            as_of=None,
            version=found.version,
        )
    return External(
        id=definition.id,
        name=definition.name,
        means=definition.means,
        unit=definition.unit,
        value=_plain(latest.value),
        display=display(latest.value, latest.unit, qualifier=latest.qualifier),
        source=latest.source,
        as_of=latest.as_of,
        version=found.version,
        scope=latest.scope,
        year=latest.year,
        qualifier=latest.qualifier,
    )


def printed(programme: Programme, round_: Round) -> tuple[Printed, ...]:
    """Every figure of the round that the programme knows to have been printed."""
    units: dict[str, tuple[Unit, bool]] = {
        f.id: (f.unit, False) for f in programme.external_figures
    }
    units |= {
        m.id: (m.unit, isinstance(m, Change | ShareChange | Difference)) for m in programme.measures
    }
    found = []
    for each in programme.published_figures:
        if each.round == round_.id:
            (unit, signed), value = units[each.figure], Decimal(each.value)
            shown = display(value, unit, signed=signed)
            found.append(
                Printed(figure=each.figure, value=_plain(value), display=shown, source=each.source)
            )
    return tuple(found)


def _plain(value: Decimal) -> str:
    return format(value, "f")
