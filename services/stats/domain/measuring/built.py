"""What cities have built: which part of their indicators is at its target."""

from fractions import Fraction

from services.stats.domain.indicators import Reported, name_of, shown
from services.stats.domain.measuring.found import Found, Resolve, Term
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Base, Before
from shared.programmes.measures import IndicatorOf, IndicatorsMet
from shared.programmes.path import Construction
from shared.values import Bilingual

_NOTHING = Bilingual(zh="尚未报送。", en="Nothing is reported yet.")


def indicators_met(measure: IndicatorsMet, known: Known, resolve: Resolve) -> Found:
    """How many are at their targets, of all that the programme has."""
    (stage,) = known.cycle.programme.way.of_kind(Construction)
    met = known.reports.met_by(measure.subject)
    part = sum(met.get(each.id) is True for each in stage.indicators)
    whole = len(stage.indicators)
    numerator = _base(part, stage, Bilingual(zh="达到目标的指标", en="Indicators at their targets"))
    denominator = _base(whole, stage, Bilingual(zh="全部指标", en="All indicators"))
    return Found(
        exact=Fraction(part * 100, whole) if met else None,
        missing=None if met else _NOTHING,
        numerator=numerator,
        denominator=denominator,
    )


def term_of(of: IndicatorOf, known: Known) -> Term:
    """An indicator that another figure rests on."""
    name, found = name_of(of, known.cycle.programme), known.reports.newest(of)
    if found is None:
        shown_as = Before(id=of.indicator, name=name, value=None, source=None)
        missing = Bilingual(
            zh=f"尚未报送“{name.zh}”，无法计算。",
            en=f"“{name.en}” is not reported yet, so this can't be computed.",
        )
        return Term(None, shown_as, missing)
    return Term(Fraction(found.value), _before(of, name, found))


def _before(of: IndicatorOf, name: Bilingual, found: Reported) -> Before:
    source = Bilingual(zh=found.source, en=found.source)
    return Before(
        id=of.indicator, name=name, value=found.value, source=source, display=shown(found)
    )


def _base(number: int, stage: Construction, population: Bilingual) -> Base:
    return Base(
        value=number,
        milestone=None,
        population=population,
        stage=Bilingual(zh=stage.name.zh, en=stage.name.en),
        of="indicators",
    )
