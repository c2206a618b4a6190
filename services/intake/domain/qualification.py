"""What an enterprise holds by other schemes, from when until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.errors import FieldError
from shared.programmes.facts import Qualification


@dataclass(frozen=True, slots=True)
class HeldQualification(Qualification):
    """One that an enterprise says it holds; `source` is where that can be looked up."""

    source: str


def qualification_faults(found: Sequence[HeldQualification | None]) -> Iterator[FieldError]:
    """Where one ends before it begins or two contradict each other; None is not looked at.

    An enterprise may hold several levels of a scheme at one time, but each of them once, and not
    one without a level beside them.
    """
    numbered = [(i, held) for i, held in enumerate(found) if held is not None]
    yield from _periods(numbered)
    yield from _contradictions(numbered)


_Numbered = Sequence[tuple[int, HeldQualification]]


def _periods(found: _Numbered) -> Iterator[FieldError]:
    for i, held in found:
        if held.until is not None and held.until <= held.since:
            message = f"must be after {held.since}, when it begins; it is the first day without it"
            zh = f"须晚于开始日 {held.since}；此处填写的是失效后的第一天"
            yield FieldError(f"qualifications.{i}.until", message, zh=zh)


def _contradictions(found: _Numbered) -> Iterator[FieldError]:
    for number, (i, held) in enumerate(found):
        for j, other in found[:number]:
            if _is_same(held, other) and _overlap(held, other):
                yield FieldError(
                    f"qualifications.{i}",
                    f"says the same as qualifications.{j} for one time: {held.scheme}"
                    f"{f' at {held.level}' if held.level else ''}. Leave one, or let it end first.",
                    zh=f"与 qualifications.{j} 在同一时间重复：{held.scheme}"
                    f"{f'（{held.level}）' if held.level else ''}。请保留一项，或使前一项先结束",
                )


def _is_same(one: Qualification, other: Qualification) -> bool:
    return one.scheme == other.scheme and (
        one.level == other.level or None in (one.level, other.level)
    )


def _overlap(one: Qualification, other: Qualification) -> bool:
    return (one.until is None or other.since < one.until) and (
        other.until is None or one.since < other.until
    )
