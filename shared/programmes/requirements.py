"""The requirement tree: what a complete application consists of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import Field, Tag

from shared.programmes.conditions import Condition
from shared.programmes.strict import ItemId, Strict
from shared.programmes.tags import tagged_by_key


class MaterialLeaf(Strict):
    """Met by an acceptable file for this material."""

    material: ItemId


class AnswerLeaf(Strict):
    """Met by a valid answer to this field of the application form."""

    answer: ItemId


class AllOf(Strict):
    """Met when every part is met."""

    all_of: tuple[Requirement, ...] = Field(min_length=1)


class AnyOf(Strict):
    """Met when at least one part is met."""

    any_of: tuple[Requirement, ...] = Field(min_length=1)


class Some(Strict):
    """How many of which parts."""

    n: int = Field(ge=1)
    of: tuple[Requirement, ...] = Field(min_length=1)


class NOf(Strict):
    """Met when at least `n` of the parts are met."""

    n_of: Some


class Conditional(Strict):
    """What is asked for, and under which condition."""

    condition: Condition
    then: Requirement


class When(Strict):
    """Asked for only when the condition is true; not applicable otherwise."""

    when: Conditional


_KEYS = {key: key for key in ("all_of", "any_of", "n_of", "when", "material", "answer")}

Requirement: TypeAlias = Annotated[
    Annotated[AllOf, Tag("<all_of>")]
    | Annotated[AnyOf, Tag("<any_of>")]
    | Annotated[NOf, Tag("<n_of>")]
    | Annotated[When, Tag("<when>")]
    | Annotated[MaterialLeaf, Tag("<material>")]
    | Annotated[AnswerLeaf, Tag("<answer>")],
    tagged_by_key(_KEYS, f"expected one of {', '.join(_KEYS)}"),
]

for _model in (AllOf, AnyOf, Some, NOf, Conditional, When):
    _model.model_rebuild()


def items(requirement: Requirement) -> Iterator[str]:
    """The ids of the materials and answers in the tree, in document order, with repeats."""
    match requirement:
        case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
            yield item
        case When(when=conditional):
            yield from items(conditional.then)
        case AllOf(all_of=parts) | AnyOf(any_of=parts) | NOf(n_of=Some(of=parts)):
            for part in parts:
                yield from items(part)
