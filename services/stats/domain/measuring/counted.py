"""Counts, shares, their changes, and how many different values there are."""

from fractions import Fraction

from services.stats.domain.activities import TookPart
from services.stats.domain.measuring.asking import dimension, given_of, how_many
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
from shared.programmes import Bilingual as Name
from shared.programmes.activities import KIND_NAMES
from shared.programmes.measures import (
    Attendances,
    Authorities,
    Certificates,
    Change,
    Count,
    Dimension,
    Distinct,
    Share,
    ShareChange,
)
from shared.programmes.path import Decision
from shared.values import Bilingual

_DEPTHS = {
    "section": Bilingual(zh="门类", en="sections"),
    "division": Bilingual(zh="大类", en="divisions"),
    "group": Bilingual(zh="中类", en="groups"),
    "class": Bilingual(zh="小类", en="classes"),
}


def count(measure: Count, known: Known, resolve: Resolve) -> Found:
    """How many reached the milestone, took part, were issued, or agreed."""
    match measure.counts:
        case Attendances():
            return _took_part(measure.counts, known)
        case Certificates():
            return _given_out(measure.counts, known)
        case Authorities():
            return _agreed(measure.counts, known)
        case _:
            pass
    counted = base(known, measure.counts)
    missing = why_missing(known, measure.counts)
    return Found(exact=None if missing else _number(counted), missing=missing, numerator=counted)


def _took_part(counts: Attendances, known: Known) -> Found:
    """How many took part, once an activity of this kind was held: then none means none."""
    record, name = known.activities, KIND_NAMES[counts.activity]
    number = record.took_part[TookPart(counts.activity, counts.role, counts.distinct)]
    there = Base(
        value=number,
        milestone=None,
        population=counts.population,
        stage=counts.stage,
        of="subjects" if counts.distinct else "attendances",
    )
    if record.held_of(counts.activity):
        return Found(exact=Fraction(number), numerator=there)
    return Found(missing=_not_held(name), numerator=there)


def _given_out(counts: Certificates, known: Known) -> Found:
    """How many were issued once any was, or handed over once an activity of the kind was held."""
    answer = known.certificates.given[given_of(counts)]
    there = Base(
        value=answer.number,
        milestone=None,
        population=counts.population,
        stage=counts.stage,
        of="subjects" if counts.distinct else "certificates",
    )
    kind = counts.handed_over
    if kind is not None and not known.activities.held_of(kind):
        return Found(missing=_not_held(KIND_NAMES[kind]), numerator=there)
    if answer.issued:
        return Found(exact=Fraction(answer.number), numerator=there)
    missing = Bilingual(zh="尚未产生：尚未制发证牌。", en="Not yet: none was issued so far.")
    return Found(missing=missing, numerator=there)


def _not_held(name: Name) -> Bilingual:
    return Bilingual(
        zh=f"尚未产生：{name.zh}尚未举办。",
        en=f"Not yet: no activity of the kind “{name.en}” was held so far.",
    )


def _agreed(counts: Authorities, known: Known) -> Found:
    """All offices of the joint decision: what has passed it has the agreement of each."""
    way = known.cycle.programme.way
    stage = next(each for each in way.of_kind(Decision) if each.id == counts.decision)
    passed = stage.milestones.passed
    assert passed is not None
    number = len(stage.joint) if known.reached.get(passed.id) else None
    agreed = Base(
        value=number,
        milestone=None,
        population=counts.population,
        stage=counts.stage,
        of="authorities",
    )
    if number is not None:
        return Found(exact=Fraction(number), numerator=agreed)
    missing = Bilingual(
        zh=f"尚未产生：{stage.name.zh}尚无一件通过。",
        en=f"Not yet: nothing has passed “{stage.name.en}” so far.",
    )
    return Found(missing=missing, numerator=agreed)


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
