"""What an enterprise holds by other schemes, from when until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.intake.domain.refusals import InvalidFields
from shared.errors import FieldError
from shared.programmes.facts import Qualification


@dataclass(frozen=True, slots=True)
class HeldQualification(Qualification):
    """One that an enterprise says it holds; `source` is where that can be looked up."""

    source: str


def check_qualifications(found: Sequence[HeldQualification]) -> None:
    """Raises InvalidFields where one ends before it begins or two contradict each other.

    An enterprise may hold several levels of a scheme at one time, but each of them once, and not
    one without a level beside them.
    """
    if errors := [*_periods(found), *_contradictions(found)]:
        raise InvalidFields(errors)


def _periods(found: Sequence[HeldQualification]) -> Iterator[FieldError]:
    for i, held in enumerate(found):
        if held.until is not None and held.until <= held.since:
            message = f"must be after {held.since}, when it begins; it is the first day without it"
            yield FieldError(f"qualifications.{i}.until", message)


def _contradictions(found: Sequence[HeldQualification]) -> Iterator[FieldError]:
    for i, held in enumerate(found):
        for j, other in enumerate(found[:i]):
            if _is_same(held, other) and _overlap(held, other):
                yield FieldError(
                    f"qualifications.{i}",
                    f"says the same as qualifications.{j} for one time: {held.scheme}"
                    f"{f' at {held.level}' if held.level else ''}. Leave one, or let it end first.",
                )


def _is_same(one: Qualification, other: Qualification) -> bool:
    return one.scheme == other.scheme and (
        one.level == other.level or None in (one.level, other.level)
    )


def _overlap(one: Qualification, other: Qualification) -> bool:
    return (one.until is None or other.since < one.until) and (
        other.until is None or one.since < other.until
    )
