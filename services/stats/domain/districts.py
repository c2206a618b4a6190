"""The table by district, small numbers kept back."""

from collections.abc import Mapping

from services.stats.domain.board import DistrictRow, Districts
from services.stats.domain.counts import Tally
from services.stats.domain.progress import FUNNEL
from services.stats.domain.rounding import percent
from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows
from services.stats.domain.waiting import begun
from shared.programmes import Programme
from shared.values import Bilingual

_TOTAL = Bilingual(zh="合计", en="Total")


def hidden_districts(programme: Programme, tallies: Mapping[str, Tally]) -> frozenset[str]:
    """The districts to keep back from every public table, whichever steps of the funnel it has.

    Tables that hide different rows would give one another's away.
    """
    return hidden_rows(
        {
            d: tuple(tallies.get(d, {}).get(milestone, 0) for milestone in FUNNEL)
            for d in _names(programme, tallies)
        }
    )


def districts(programme: Programme, tallies: Mapping[str, Tally]) -> Districts:
    """Every district of the programme, and any other that applications came from.

    Before any outcome is announced nobody has a rate.
    """
    names = _names(programme, tallies)
    table = {
        d: (tallies.get(d, {}).get("recommended", 0), tallies.get(d, {}).get("recognised", 0))
        for d in names
    }
    hidden = hidden_districts(programme, tallies)
    recommended, recognised = (sum(row[column] for row in table.values()) for column in (0, 1))
    announced = any(begun("recognised", tally) for tally in tallies.values())
    return Districts(
        rows=tuple(
            DistrictRow(
                district=d, name=names[d], recommended=None, recognised=None, rate=None, hidden=True
            )
            if d in hidden
            else _row(d, names[d], *row, announced=announced)
            for d, row in table.items()
        ),
        total=_row("total", _TOTAL, recommended, recognised, announced=announced),
        smallest_shown=SMALLEST_SHOWN,
    )


def _names(programme: Programme, tallies: Mapping[str, Tally]) -> dict[str, Bilingual]:
    names: dict[str, Bilingual] = {d.id: d.name for d in programme.districts}
    return names | {d: Bilingual(zh=d, en=d) for d in sorted(tallies) if d not in names}


def _row(
    district: str, name: Bilingual, recommended: int, recognised: int, *, announced: bool
) -> DistrictRow:
    return DistrictRow(
        district=district,
        name=name,
        recommended=recommended,
        recognised=recognised,
        rate=percent(recognised, recommended) if announced else None,
    )
