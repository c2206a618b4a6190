"""Whether a condition can be true: all answers and facts that matter to it are tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, pairwise, product
from math import floor
from typing import TYPE_CHECKING, Any

from shared.programmes.conditions import (
    AtLeast,
    Comparison,
    Condition,
    Equals,
    LessThan,
    OneOf,
    comparisons,
    holds,
)
from shared.programmes.facts import Fact
from shared.programmes.form import AnswerField

if TYPE_CHECKING:
    from shared.programmes.model import Programme

MOST_COMBINATIONS = 10_000
"""Of answers and facts that are tried; of more it is taken that some fits."""


def can_hold(condition: Condition, programme: Programme) -> bool:
    """Whether some application can make the condition true."""
    tried = _combinations((condition,), programme)
    return tried is None or any(holds(condition, known) for known in tried)


def can_pass_by(conditions: Sequence[Condition], programme: Programme) -> bool:
    """Whether some application can make none of the conditions true."""
    tried = _combinations(conditions, programme)
    return tried is not None and any(
        not any(holds(condition, known) for condition in conditions) for known in tried
    )


def _combinations(
    conditions: Iterable[Condition], programme: Programme
) -> list[Mapping[str, Any]] | None:
    """What may be known of an application, as far as it matters here; None if that is too much."""
    fields: dict[str, Fact | AnswerField] = {field.id: field for field in programme.answers}
    fields |= {fact.id: fact for fact in programme.facts}
    compared: dict[str, list[Comparison]] = {}
    for condition in conditions:
        for comparison in comparisons(condition):
            compared.setdefault(comparison.about, []).append(comparison)
    values = [tuple(_values(fields[id_], found)) for id_, found in compared.items()]
    tried = list(islice(product(*values), MOST_COMBINATIONS + 1))
    if len(tried) > MOST_COMBINATIONS:
        return None
    return [dict(zip(compared, combination, strict=True)) for combination in tried]


def _values(field: Fact | AnswerField, compared: Iterable[Comparison]) -> Iterator[Any]:
    """At least one value of each range in which all comparisons come out the same."""
    if isinstance(field, Fact):
        yield None  # A fact may be unknown; an answer that a condition looks at is required.
    match field.type:
        case "boolean":
            yield from (True, False)
        case "choice":
            yield from (choice.id for choice in field.choices)
        case "number" | "integer":
            yield from _numbers(field, compared)
        case "text" | "date":
            yield from _texts(field, compared)


def _numbers(field: Fact | AnswerField, compared: Iterable[Comparison]) -> Iterator[Any]:
    marks = {Decimal(str(value)) for value in _constants(compared)}
    if isinstance(field, AnswerField):
        limits = (field.minimum, field.maximum)
        marks |= {Decimal(str(limit)) for limit in limits if limit is not None}
    tried = marks | {(low + high) / 2 for low, high in pairwise(sorted(marks))}
    tried |= {Decimal(floor(mark) + step) for mark in marks for step in (-1, 0, 1, 2)}
    for number in sorted(tried):
        is_whole = number == number.to_integral_value()
        value = int(number) if is_whole else number
        if is_whole if isinstance(field, Fact) else field.fault(value) is None:
            yield value


def _texts(field: AnswerField, compared: Iterable[Comparison]) -> Iterator[str]:
    constants = {str(value) for value in _constants(compared)}
    yield from sorted(constants)
    if field.type == "date":
        others = (date.fromordinal(day).isoformat() for day in range(1, len(constants) + 2))
    else:
        others = (chr(0x4E00 + i) * (field.min_length or 1) for i in range(len(constants) + 1))
    yield next(other for other in others if other not in constants)


def _constants(compared: Iterable[Comparison]) -> Iterator[Any]:
    for comparison in compared:
        match comparison:
            case Equals(equals=value) | LessThan(less_than=value) | AtLeast(at_least=value):
                yield value
            case OneOf(one_of=values):
                yield from values
