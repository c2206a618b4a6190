"""Averages and sums of a fact that is a number."""

from fractions import Fraction

from services.stats.domain.measuring.asking import how_much
from services.stats.domain.measuring.found import Found, Resolve, why_missing
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Base
from shared.programmes.measures import Average, Sum
from shared.values import Bilingual

_NONE_GIVEN = Bilingual(zh="尚无一家填报。", en="Nobody has given the number yet.")


def average(measure: Average, known: Known, resolve: Resolve) -> Found:
    """The sum of the numbers given over how many were."""
    return _found(measure, known, per_number=True)


def total(measure: Sum, known: Known, resolve: Resolve) -> Found:
    """The sum of the numbers given."""
    return _found(measure, known, per_number=False)


def _found(measure: Average | Sum, known: Known, *, per_number: bool) -> Found:
    amount, counts = known.amount(how_much(measure)), measure.counts
    missing = why_missing(known, counts, number=measure.number)
    if not missing and not amount.n:
        missing = _NONE_GIVEN
    given = Base(
        value=None if missing else amount.n,
        milestone=counts.milestone,
        population=counts.population,
        stage=counts.stage,
        of=counts.of,
        nulls=None if missing else amount.nulls,
    )
    exact = Fraction(amount.total, amount.n if per_number and amount.n else 1)
    return Found(exact=None if missing else exact, missing=missing, denominator=given)
