"""The table by district, small numbers kept back."""

from collections.abc import Mapping

from services.stats.domain.board import DistrictRow, Districts
from services.stats.domain.counts import Tally
from services.stats.domain.cuts import UNKNOWN
from services.stats.domain.rounding import percent
from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows
from services.stats.domain.waiting import begun
from shared.programmes import Path, Programme
from shared.values import Bilingual

_UNKNOWN = Bilingual(zh="尚未填报", en="Not stated yet")
_TOTAL = Bilingual(zh="合计", en="Total")


def hidden_districts(programme: Programme, tallies: Mapping[str, Tally]) -> frozenset[str]:
    """The districts to keep back from every public table, whichever steps of the funnel it has.

    Tables that hide different rows would give one another's away.
    """
    return hidden_rows(
        {
            d: tuple(tallies.get(d, {}).get(step.id, 0) for step in programme.way.funnel)
            for d in _names(programme, tallies)
        }
    )


def districts(programme: Programme, tallies: Mapping[str, Tally]) -> Districts:
    """Every district of the programme, and any other that applications came from.

    Before any outcome is announced nobody has a rate.
    """
    names, way = _names(programme, tallies), programme.way
    columns = [milestone.id if milestone else "" for milestone in (way.base, way.success)]
    table = {d: [tallies.get(d, {}).get(column, 0) for column in columns] for d in names}
    hidden = hidden_districts(programme, tallies)
    base, success = (sum(row[column] for row in table.values()) for column in (0, 1))
    announced = any(_announced(way, tally) for tally in tallies.values())
    return Districts(
        rows=tuple(
            DistrictRow(district=d, name=names[d], base=None, success=None, rate=None, hidden=True)
            if d in hidden
            else _row(d, names[d], *row, announced=announced)
            for d, row in table.items()
        ),
        total=_row("total", _TOTAL, base, success, announced=announced),
        smallest_shown=SMALLEST_SHOWN,
    )


def _announced(way: Path, tally: Tally) -> bool:
    return way.success is not None and begun(way.success.id, way, tally)


def _names(programme: Programme, tallies: Mapping[str, Tally]) -> dict[str, Bilingual]:
    names: dict[str, Bilingual] = {d.id: d.name for d in programme.districts}
    others = (d for d in sorted(tallies) if d not in names)
    return names | {d: _UNKNOWN if d == UNKNOWN else Bilingual(zh=d, en=d) for d in others}


def _row(
    district: str, name: Bilingual, base: int, success: int, *, announced: bool
) -> DistrictRow:
    return DistrictRow(
        district=district,
        name=name,
        base=base,
        success=success,
        rate=percent(success, base) if announced else None,
    )
