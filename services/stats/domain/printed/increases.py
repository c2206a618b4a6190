"""An increase of which nobody says how it is meant: what each reading makes of the year before."""

from decimal import Decimal
from fractions import Fraction

from services.stats.domain.printed.shares import Share
from shared.figure_words import number, percent
from shared.rounding import half_up
from shared.values import Bilingual


def readings(increase: Decimal | int, share: Share, part: int) -> tuple[Bilingual, ...]:
    """In percentage points of the share, in percent of it, and in percent of its part."""
    more = Fraction(increase)
    points = half_up(Fraction(share.printed) - more, share.decimals)
    relative = half_up(Fraction(share.printed) / (1 + more / 100), share.decimals + 1)
    before = half_up(part / (1 + more / 100), 0)
    by = number(Decimal(increase))
    shares = (
        percent(points, decimals=share.decimals),
        percent(relative, decimals=share.decimals + 1),
    )
    return (
        Bilingual(
            zh=f"按百分点：{share.words} − {by} = 上年{shares[0]}。",
            en=f"In percentage points: {share.words} − {by} = {shares[0]} the year before.",
        ),
        Bilingual(
            zh=f"按占比的增幅：{share.words} ÷ (1 + {by}%) = 上年{shares[1]}。",
            en=f"In percent of the share: {share.words} ÷ (1 + {by}%) = {shares[1]} the year "
            "before.",
        ),
        Bilingual(
            zh=f"按数量的增幅：{number(part)} ÷ (1 + {by}%) = 上年{number(before)}。",
            en=f"In percent of the number: {number(part)} ÷ (1 + {by}%) = {number(before)} the "
            "year before.",
        ),
        Bilingual(
            zh="上年的数未印出，三种读法都无从核对。",
            en="Nothing is printed of the year before, so none of the three can be checked.",
        ),
    )
