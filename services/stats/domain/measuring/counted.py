"""Counts, shares, their changes, and how many different values there are."""

from fractions import Fraction

from services.stats.domain.measuring.asking import dimension, how_many
from services.stats.domain.measuring.found import (
    SMALL,
    Found,
    Resolve,
    base,
    is_withheld,
    why_missing,
)
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Base
from shared.programmes.measures import Change, Count, Dimension, Distinct, Share, ShareChange
from shared.values import Bilingual

_DEPTHS = {
    "section": Bilingual(zh="门类", en="sections"),
    "division": Bilingual(zh="大类", en="divisions"),
    "group": Bilingual(zh="中类", en="groups"),
    "class": Bilingual(zh="小类", en="classes"),
}


def count(measure: Count, known: Known, resolve: Resolve) -> Found:
    """How many reached the milestone."""
    counted = base(known, measure.counts)
    missing = why_missing(known, measure.counts)
    return Found(exact=None if missing else _number(counted), missing=missing, numerator=counted)


def distinct(measure: Distinct, known: Known, resolve: Resolve) -> Found:
    """How many different values those of the population have."""
    values = known.count(how_many(measure.counts, dimension(measure.values_of))).by
    missing = why_missing(known, measure.counts)
    return Found(
        exact=None if missing else Fraction(len(values)),
        missing=missing,
        numerator=base(known, measure.counts),
        note=_counted_once(measure.values_of, known),
    )


def share(measure: Share, known: Known, resolve: Resolve) -> Found:
    """Part of whole in percent."""
    part, whole = base(known, measure.numerator), base(known, measure.denominator)
    missing = why_missing(known, measure.numerator) or _no_whole(measure, known, whole)
    return Found(
        exact=None if missing else _percent(part, whole),
        missing=missing,
        numerator=part,
        denominator=whole,
    )


def change(measure: Change, known: Known, resolve: Resolve) -> Found:
    """A count less an earlier one, and that over the earlier one if it is in percent."""
    counted, before = base(known, measure.counts), resolve(measure.before)
    missing = why_missing(known, measure.counts, compared=True) or before.missing
    exact = None
    if not missing:
        assert before.exact is not None
        if measure.unit == "count":
            exact = _number(counted) - before.exact
        elif before.exact:
            exact = (_number(counted) - before.exact) * 100 / before.exact
        else:
            missing = Bilingual(
                zh="基数为零，无法计算。", en="The base is zero, so this can't be computed."
            )
    return Found(exact=exact, missing=missing, numerator=counted, before=before.shown, signed=True)


def share_change(measure: ShareChange, known: Known, resolve: Resolve) -> Found:
    """A share less an earlier one, in percentage points."""
    part, whole = base(known, measure.numerator), base(known, measure.denominator)
    before = resolve(measure.before)
    missing = (
        why_missing(known, measure.numerator, compared=True)
        or before.missing
        or _no_whole(measure, known, whole)
    )
    exact = None
    if not missing:
        assert before.exact is not None
        exact = _percent(part, whole) - before.exact
    return Found(
        exact=exact,
        missing=missing,
        numerator=part,
        denominator=whole,
        before=before.shown,
        signed=True,
    )


def _number(counted: Base) -> Fraction:
    assert counted.value is not None
    return Fraction(counted.value)


def _percent(part: Base, whole: Base) -> Fraction:
    return _number(part) * 100 / _number(whole)


def _no_whole(measure: Share | ShareChange, known: Known, whole: Base) -> Bilingual | None:
    if is_withheld(known, measure.denominator):
        return SMALL
    if whole.value == 0:
        return Bilingual(
            zh=f"分母为零：{whole.population.zh}尚无一件。",
            en=f"The denominator is zero: {whole.population.en}: none so far.",
        )
    return None


def _counted_once(values_of: Dimension, known: Known) -> Bilingual:
    match values_of.dimension:
        case "industry":
            assert values_of.depth is not None
            depth = _DEPTHS[values_of.depth]
            return Bilingual(
                zh=f"按国民经济行业分类（GB/T 4754）{depth.zh}计，各计一次",
                en=f"Different {depth.en} of GB/T 4754, each counted once",
            )
        case "district":
            return Bilingual(zh="按区（市）计，各计一次", en="Districts, each counted once")
        case "category":
            return Bilingual(zh="按类别计，各计一次", en="Categories, each counted once")
        case None:
            fact = next(f for f in known.cycle.programme.facts if f.id == values_of.fact)
            return Bilingual(
                zh=f"按“{fact.name.zh}”计，各计一次",
                en=f"Values of “{fact.name.en}”, each counted once",
            )
