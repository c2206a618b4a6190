"""Days and stretches of days in words."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from babel.dates import format_date

from shared.values import Bilingual

Stretch = tuple[date, date]
"""The first and the last of days in a row."""

# A reason with more stretches than this is told as a number of days.
_LISTED = 3


def full(day: date) -> Bilingual:
    """A day with its year and weekday."""
    return _dated(day, "y年M月d日（EEEE）", "EEEE d MMMM y")


def listed(days: Sequence[tuple[date, Bilingual]], year: int) -> Bilingual:
    """Days grouped by their reason; the year is told only of days outside `year`."""
    stretches: dict[Bilingual, list[Stretch]] = {}
    for why, stretch in _stretches(days):
        stretches.setdefault(why, []).append(stretch)
    groups = [_group(why, found, year) for why, found in stretches.items()]
    return Bilingual(zh="、".join(g.zh for g in groups), en=", ".join(g.en for g in groups))


def _stretches(days: Sequence[tuple[date, Bilingual]]) -> list[tuple[Bilingual, Stretch]]:
    # Days in a row keep the same distance from their position, and so share a group.
    keyed = ((day.toordinal() - n, why, day) for n, (day, why) in enumerate(days))
    grouped = groupby(keyed, key=lambda item: item[:2])
    rows = ((why, [day for _, _, day in items]) for (_, why), items in grouped)
    return [(why, (row[0], row[-1])) for why, row in rows]


def _group(why: Bilingual, stretches: list[Stretch], year: int) -> Bilingual:
    if len(stretches) > _LISTED:
        total = sum((last - first).days + 1 for first, last in stretches)
        return Bilingual(zh=f"{total}天（{why.zh}）", en=f"{total} days ({why.en})")
    texts = [_stretch(stretch, year) for stretch in stretches]
    zh, en = "、".join(text.zh for text in texts), ", ".join(text.en for text in texts)
    return Bilingual(zh=f"{zh}（{why.zh}）", en=f"{en} ({why.en})")


def _stretch(stretch: Stretch, year: int) -> Bilingual:
    first, last = stretch
    end = _short(last, year)
    if first == last:
        return end
    begin = _short(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return Bilingual(zh=f"{begin.zh}至{last.day}日", en=f"{first.day} to {end.en}")
    return Bilingual(zh=f"{begin.zh}至{end.zh}", en=f"{begin.en} to {end.en}")


def _short(day: date, year: int) -> Bilingual:
    if day.year != year:
        return _dated(day, "y年M月d日", "d MMMM y")
    return _dated(day, "M月d日", "d MMMM")


@lru_cache(maxsize=4096)
def _dated(day: date, zh: str, en: str) -> Bilingual:
    return Bilingual(
        zh=format_date(day, zh, locale="zh_CN"), en=format_date(day, en, locale="en_GB")
    )
