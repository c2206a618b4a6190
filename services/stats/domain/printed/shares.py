"""Shares that no printed number gives: which whole numbers come near, and which base would fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from shared.figure_words import number, percent
from shared.rounding import half_up
from shared.values import Bilingual

MOST_FITTING = 6
"""Numbers are named up to here; above, how many there are."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A printed number that may be the whole, and the row that prints it."""

    row: str
    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share in percent, and its part as far as that is printed, by its summands."""

    printed: Decimal
    parts: tuple[int, ...] = ()

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        exponent = self.printed.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def words(self) -> str:
        """As it is printed."""
        return percent(self.printed, decimals=self.decimals)

    def is_of(self, part: int, whole: int) -> bool:
        """Whether the part is this share of the whole, once it is rounded."""
        return half_up(Fraction(part * 100, whole), self.decimals) == self.printed

    def fitting(self, whole: int) -> list[int]:
        """The parts that are this share of the whole; of a known part that one or none."""
        if self.parts:
            part = sum(self.parts)
            return [part] if self.is_of(part, whole) else []
        near = floor(Fraction(self.printed) * whole / 100)
        reach = ceil(Fraction(whole, 100)) + 1
        return [k for k in range(max(0, near - reach), near + reach + 1) if self.is_of(k, whole)]

    def wholes(self, at_least: int) -> range:
        """The wholes of which a known part may be this share."""
        half = Fraction(1, 2 * 10**self.decimals)
        part, least = sum(self.parts) * 100, Fraction(self.printed) - half
        return range(at_least, floor(part / least) + 1 if least > 0 else at_least)


def reckoned(
    share: Share, wholes: Sequence[Whole], other: Share | None
) -> tuple[bool, tuple[Bilingual, ...]]:
    """Whether some whole gives the share after all, and what was reckoned."""
    said: list[Bilingual] = []
    possible = False
    if share.parts:
        said.append(_sum(share))
    for whole in wholes:
        fits = share.fitting(whole.number)
        possible = possible or bool(fits)
        said += _of(share, whole, fits)
    if other is not None:
        said += _together(share, other, wholes[0].number)
    return possible, tuple(said)


def _sum(share: Share) -> Bilingual:
    text = " + ".join(number(part) for part in share.parts) + f" = {number(sum(share.parts))}"
    return Bilingual(zh=f"{text}。", en=f"{text}.")


def _of(share: Share, whole: Whole, fits: Sequence[int]) -> Iterator[Bilingual]:
    n, words = number(whole.number), share.words
    if share.parts:
        part = sum(share.parts)
        near = _percent(part, whole.number, max(1, share.decimals))
        what = "" if fits else f"，不是{words}", "" if fits else f", not {words}"
        yield Bilingual(
            zh=f"占{whole.row}的{n}：{number(part)}/{n} = {near}{what[0]}。",
            en=f"Of the {n} of {whole.row}: {number(part)}/{n} = {near}{what[1]}.",
        )
        yield from _overlapping(share, whole)
        return
    if fits:
        found = ", ".join(map(number, fits))
        yield Bilingual(
            zh=f"占{whole.row}的{n}：{found}为{words}。",
            en=f"Of the {n} of {whole.row}: {found} would be {words}.",
        )
        return
    below = floor(Fraction(share.printed) * whole.number / 100)
    lower, upper = (
        f"{number(k)} → {_percent(k, whole.number, share.decimals)}" for k in (below, below + 1)
    )
    yield Bilingual(
        zh=f"占{whole.row}的{n}：{lower}，{upper}；没有整数得{words}。",
        en=f"Of the {n} of {whole.row}: {lower}, {upper}; no whole number gives {words}.",
    )


def _overlapping(share: Share, whole: Whole) -> Iterator[Bilingual]:
    """Fewer than the sum, if some belong to several of the parts."""
    least, most = max(share.parts), sum(share.parts) - 1
    alone = Share(share.printed)
    fits = [k for k in alone.fitting(whole.number) if least <= k <= most]
    if fits:
        n, found = number(whole.number), [number(k) for k in fits]
        yield Bilingual(
            zh=f"若有单位同属几类而各计一次，{'或'.join(found)}家占{n}为{share.words}；重叠多少未说明。",
            en=f"If some are of several kinds and count once, {' or '.join(found)} of {n} would be "
            f"{share.words}; how many overlap is not stated.",
        )


def _together(share: Share, other: Share, at_least: int) -> Iterator[Bilingual]:
    """Of which wholes both shares come out."""
    known, free = (share, other) if share.parts else (other, share)
    if not known.parts:
        return
    found = [n for n in known.wholes(at_least) if known.fitting(n) and free.fitting(n)]
    both = Bilingual(zh=f"{free.words}和{known.words}", en=f"both {free.words} and {known.words}")
    base = number(at_least)
    if len(found) == 1:
        n, part = found[0], sum(known.parts)
        k = ", ".join(map(number, free.fitting(n)))
        yield Bilingual(
            zh=f"不小于{base}的分母中，只有{n}同时得出{both.zh}：{k}/{n}，{number(part)}/{n}。",
            en=f"{n} is the only base of {base} or more that gives {both.en}: "
            f"{k}/{n} and {number(part)}/{n}.",
        )
    elif found:
        some = ", ".join(map(number, found[:MOST_FITTING]))
        more = " …" if len(found) > MOST_FITTING else ""
        yield Bilingual(
            zh=f"不小于{base}的分母中，{some}{more}同时得出{both.zh}。",
            en=f"Of the bases of {base} or more, {some}{more} give {both.en}.",
        )
    else:
        yield Bilingual(
            zh=f"不小于{base}的分母中，没有一个同时得出{both.zh}。",
            en=f"No base of {base} or more gives {both.en}.",
        )


def _percent(part: int, whole: int, decimals: int) -> str:
    return percent(half_up(Fraction(part * 100, whole), decimals), decimals=decimals)
