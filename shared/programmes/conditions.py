"""The condition language: when does a requirement apply, told from the answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, Tag

from shared.programmes.strict import ItemId, Strict
from shared.programmes.tags import tagged_by_key

Scalar: TypeAlias = bool | int | Decimal | str


class Equals(Strict):
    """True when the answer is exactly this value, of the same type."""

    answer: ItemId
    equals: Scalar


class OneOf(Strict):
    """True when the answer is one of these values."""

    answer: ItemId
    one_of: tuple[Scalar, ...] = Field(min_length=1)


class Not(Strict):
    """True when the inner condition is false."""

    model_config = ConfigDict(serialize_by_alias=True)
    negated: Condition = Field(alias="not")


class And(Strict):
    """True when every inner condition is true."""

    model_config = ConfigDict(serialize_by_alias=True)
    every: tuple[Condition, ...] = Field(alias="and", min_length=1)


class Or(Strict):
    """True when at least one inner condition is true."""

    model_config = ConfigDict(serialize_by_alias=True)
    some: tuple[Condition, ...] = Field(alias="or", min_length=1)


_KEYS = {
    "equals": "equals",
    "one_of": "one_of",
    "not": "not",
    "negated": "not",
    "and": "and",
    "every": "and",
    "or": "or",
    "some": "or",
}

Condition: TypeAlias = Annotated[
    Annotated[Equals, Tag("<equals>")]
    | Annotated[OneOf, Tag("<one_of>")]
    | Annotated[Not, Tag("<not>")]
    | Annotated[And, Tag("<and>")]
    | Annotated[Or, Tag("<or>")],
    Discriminator(
        tagged_by_key(_KEYS),
        custom_error_type="condition",
        custom_error_message=(
            "expected a condition: answer with equals or one_of, or one of not, and, or"
        ),
    ),
]

for _model in (Not, And, Or):
    _model.model_rebuild()


def holds(condition: Condition, answers: Mapping[str, Any]) -> bool | None:
    """Whether the condition is true of these answers; None when an answer it needs is absent."""
    match condition:
        case Equals(answer=answer, equals=value):
            return _is_any(answers.get(answer), (value,))
        case OneOf(answer=answer, one_of=values):
            return _is_any(answers.get(answer), values)
        case Not(negated=inner):
            known = holds(inner, answers)
            return None if known is None else not known
        case And(every=parts):
            return _kleene((holds(part, answers) for part in parts), absorbing=False)
        case Or(some=parts):
            return _kleene((holds(part, answers) for part in parts), absorbing=True)


def _is_any(given: object, values: Iterable[Scalar]) -> bool | None:
    if given is None:
        return None
    # Python holds True == 1: an answer of 1 must not satisfy a condition on true.
    return any(
        given == value and isinstance(given, bool) == isinstance(value, bool) for value in values
    )


def _kleene(parts: Iterable[bool | None], *, absorbing: bool) -> bool | None:
    seen = set(parts)
    if absorbing in seen:
        return absorbing
    return None if None in seen else not absorbing


def answers_named(condition: Condition) -> Iterable[Equals | OneOf]:
    """Every place in the condition that looks at an answer."""
    match condition:
        case Equals() | OneOf():
            yield condition
        case Not(negated=inner):
            yield from answers_named(inner)
        case And(every=parts) | Or(some=parts):
            for part in parts:
                yield from answers_named(part)
