"""What a measure comes to, exactly, from counts of applications and figures from outside."""

from collections.abc import Mapping
from decimal import Decimal

from shared.programmes.measures import Change, Count, Measure, Share, ShareChange
from shared.rounding import half_up


def figure(
    measure: Measure, reached: Mapping[str, int], external: Mapping[str, Decimal]
) -> Decimal | None:
    """The rounded value in the measure's unit; None while a base is zero or not entered yet.

    `reached` holds how many applications reached each milestone, `external` the figures entered.
    """
    exact = _exact(measure, reached, external)
    return None if exact is None else half_up(exact, measure.decimals)


def _exact(
    measure: Measure, reached: Mapping[str, int], external: Mapping[str, Decimal]
) -> Decimal | None:
    match measure:
        case Count():
            return Decimal(reached.get(measure.counts.milestone, 0))
        case Share():
            return _percent(measure, reached)
        case ShareChange():
            now, before = _percent(measure, reached), external.get(measure.before.external)
            return None if now is None or before is None else now - before
        case Change():
            before = external.get(measure.before.external)
            if before is None or (not before and measure.unit == "percent"):
                return None
            more = reached.get(measure.counts.milestone, 0) - before
            return more if measure.unit == "count" else more * 100 / before


def _percent(measure: Share | ShareChange, reached: Mapping[str, int]) -> Decimal | None:
    of = reached.get(measure.denominator.milestone, 0)
    part = reached.get(measure.numerator.milestone, 0)
    return Decimal(part * 100) / of if of else None
