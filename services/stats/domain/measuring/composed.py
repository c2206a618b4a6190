"""Figures made of other figures: differences, and balances carried from round to round."""

from collections.abc import Callable
from fractions import Fraction

from services.stats.domain.measuring.found import Found, Resolve, Term
from services.stats.domain.measuring.known import Known
from shared.programmes.measures import Cumulative, CumulativeDistinct, Difference
from shared.values import Bilingual

UNIDENTIFIED = Bilingual(
    zh="往届单位只录入了数量，未录入名录，无法判断本届单位有多少已在其中。",
    en="Of the earlier rounds only the number was entered, and not who they are, so how many of "
    "this round are among them is not known.",
)


def difference(measure: Difference, known: Known, resolve: Resolve) -> Found:
    """The first less the second."""
    minuend, subtrahend = resolve(measure.minuend), resolve(measure.subtrahend)
    exact = _both(minuend, subtrahend, lambda a, b: a - b)
    return _found(exact, minuend, subtrahend, signed=True)


def cumulative(measure: Cumulative, known: Known, resolve: Resolve) -> Found:
    """The balance and the count of this round."""
    opening, adds = resolve(measure.opening), resolve(measure.adds)
    return _found(_both(opening, adds, lambda a, b: a + b), opening, adds)


def cumulative_distinct(measure: CumulativeDistinct, known: Known, resolve: Resolve) -> Found:
    """From all of this round being in the balance to none of them."""
    opening, adds = resolve(measure.opening), resolve(measure.adds)
    if opening.exact is None or adds.exact is None:
        return _found(None, opening, adds)
    return Found(
        between=(max(opening.exact, adds.exact), opening.exact + adds.exact),
        rests_on=(opening.shown, adds.shown),
        note=UNIDENTIFIED,
    )


def _both(
    first: Term, second: Term, of: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    if first.exact is None or second.exact is None:
        return None
    return of(first.exact, second.exact)


def _found(exact: Fraction | None, first: Term, second: Term, *, signed: bool = False) -> Found:
    return Found(
        exact=exact,
        missing=first.missing or second.missing,
        rests_on=(first.shown, second.shown),
        signed=signed,
    )
