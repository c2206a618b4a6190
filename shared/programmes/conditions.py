"""The condition language: what is true of an application, told from its answers and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Self, TypeAlias

from pydantic import ConfigDict, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from shared.programmes.strict import ItemId, Strict
from shared.programmes.tags import tagged_by_key

Scalar: TypeAlias = bool | int | Decimal | str


class _About(Strict):
    """What is looked at: an answer of the form, or a declared fact."""

    answer: ItemId | None = None
    fact: ItemId | None = None

    @model_validator(mode="after")
    def _is_about_one(self) -> Self:
        if (self.answer is None) == (self.fact is None):
            raise PydanticCustomError(
                "one_key", "expected either answer or fact: what the condition looks at"
            )
        return self

    @property
    def about(self) -> str:
        """The id of the answer or fact."""
        return self.answer or self.fact or ""


class Equals(_About):
    """True when it is exactly this value, of the same type."""

    equals: Scalar


class OneOf(_About):
    """True when it is one of these values."""

    one_of: tuple[Scalar, ...] = Field(min_length=1)


class LessThan(_About):
    """True when it is a number below this one."""

    less_than: int | Decimal


class AtLeast(_About):
    """True when it is this number or more."""

    at_least: int | Decimal


Comparison: TypeAlias = Equals | OneOf | LessThan | AtLeast


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
    "less_than": "less_than",
    "at_least": "at_least",
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
    | Annotated[LessThan, Tag("<less_than>")]
    | Annotated[AtLeast, Tag("<at_least>")]
    | Annotated[Not, Tag("<not>")]
    | Annotated[And, Tag("<and>")]
    | Annotated[Or, Tag("<or>")],
    tagged_by_key(
        _KEYS,
        "expected a condition: answer or fact with equals, one_of, less_than or at_least, "
        "or one of not, and, or",
    ),
]

for _model in (Not, And, Or):
    _model.model_rebuild()


def holds(condition: Condition, known: Mapping[str, Any]) -> bool | None:
    """Whether the condition is true of these answers and facts; None when one it needs is absent.

    Facts and answers share one namespace of ids.
    """
    match condition:
        case Equals(equals=value):
            return _is_any(known.get(condition.about), (value,))
        case OneOf(one_of=values):
            return _is_any(known.get(condition.about), values)
        case LessThan(less_than=bound):
            number = _number(known.get(condition.about))
            return None if number is None else number < bound
        case AtLeast(at_least=bound):
            number = _number(known.get(condition.about))
            return None if number is None else number >= bound
        case Not(negated=inner):
            true = holds(inner, known)
            return None if true is None else not true
        case And(every=parts):
            return _kleene((holds(part, known) for part in parts), absorbing=False)
        case Or(some=parts):
            return _kleene((holds(part, known) for part in parts), absorbing=True)


def _is_any(given: object, values: Iterable[Scalar]) -> bool | None:
    if given is None:
        return None
    # Python holds True == 1: an answer of 1 must not satisfy a condition on true.
    return any(
        given == value and isinstance(given, bool) == isinstance(value, bool) for value in values
    )


def _number(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    return Decimal(str(given))


def _kleene(parts: Iterable[bool | None], *, absorbing: bool) -> bool | None:
    seen = set(parts)
    if absorbing in seen:
        return absorbing
    return None if None in seen else not absorbing


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every part of the condition that compares an answer or a fact with something."""
    match condition:
        case Equals() | OneOf() | LessThan() | AtLeast():
            yield condition
        case Not(negated=inner):
            yield from comparisons(inner)
        case And(every=parts) | Or(some=parts):
            for part in parts:
                yield from comparisons(part)
