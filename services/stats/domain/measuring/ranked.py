"""The rank of one district, category or the like among all."""

from fractions import Fraction

from services.stats.domain.measuring.asking import dimension, how_many, those_of
from services.stats.domain.measuring.found import SMALL, Found, Resolve, value_name, why_missing
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Base
from services.stats.domain.questions import Group, as_value
from shared.programmes.measures import Order
from shared.values import Bilingual


def order(measure: Order, known: Known, resolve: Resolve) -> Found:
    """How many values have a larger count, and one; of equal ones as the measure says."""
    counts, which = measure.counts, as_value(measure.which)
    programme = known.cycle.programme
    by = known.count(how_many(counts, dimension(measure.among))).by
    own = by.get(which, 0)
    equals = [value for value, number in by.items() if number == own and value != which]
    missing = why_missing(known, counts)
    hidden = (counts.of, Group(those_of(measure))) in known.withheld
    name = value_name(programme, measure.among, measure.which)
    note = None
    if not missing and hidden:
        missing = SMALL
    if not missing and not own:
        missing = Bilingual(zh=f"{name.zh}尚无一件。", en=f"{name.en}: none so far.")
    if not missing and equals:
        names = [value_name(programme, measure.among, value) for value in equals]
        zh, en = "、".join(n.zh for n in names), ", ".join(n.en for n in names)
        note = Bilingual(zh=f"与{zh}并列", en=f"As many as {en}")
        if measure.ties == "none":
            missing = Bilingual(
                zh=f"与{zh}数量相同，不分先后。", en=f"As many as {en}: neither comes first."
            )
    rank = 1 + sum(number > own for number in by.values())
    return Found(
        exact=None if missing else Fraction(rank),
        missing=missing,
        numerator=Base(
            value=None if hidden else own,
            milestone=counts.milestone,
            population=Bilingual(
                zh=f"{counts.population.zh}（{name.zh}）",
                en=f"{counts.population.en} ({name.en})",
            ),
            stage=counts.stage,
            of=counts.of,
        ),
        note=note,
    )
