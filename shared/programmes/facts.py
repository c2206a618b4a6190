"""Facts: what is known of an application that figures are cut by, taken from declared places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, Tag

from shared.contracts.base import FactValue
from shared.programmes.strict import Bilingual, ItemId, Named, Slug, Strict
from shared.programmes.tags import tagged_by_key
from shared.rounding import half_up


class FromAnswer(Strict):
    """The answer itself; with `one_of`, whether the answer is one of these."""

    answer: ItemId
    one_of: tuple[str, ...] = ()


class FromQualification(Strict):
    """What the enterprise holds of a scheme on the day of submission.

    A fact of type boolean says whether it holds it (at one of `levels`, if given), one of type
    choice its highest level in the order of the choices.
    """

    qualification: Slug
    levels: tuple[Slug, ...] = ()


class FromPreEvaluation(Strict):
    """Whether there was advice on the draft before it was submitted."""

    pre_evaluation: Literal["advised"]


Origin = Annotated[
    Annotated[FromAnswer, Tag("<answer>")]
    | Annotated[FromQualification, Tag("<qualification>")]
    | Annotated[FromPreEvaluation, Tag("<pre_evaluation>")],
    tagged_by_key(
        {name: name for name in ("answer", "qualification", "pre_evaluation")},
        "expected one of answer, qualification, pre_evaluation",
    ),
]


class Fact(Strict):
    """One fact. A secret one never leaves the statistics, not even in a table."""

    id: ItemId
    name: Bilingual
    type: Literal["boolean", "choice", "number"]
    choices: tuple[Named, ...] = ()
    unit: Literal["count", "yuan"] | None = None
    times: int = Field(default=1, ge=1)
    """What the answer is multiplied by to be in `unit`: 10 000 for an answer in 万元."""
    secret: bool = False
    origin: Origin = Field(alias="from")


@dataclass(frozen=True, slots=True)
class Qualification:
    """What an enterprise holds: of which scheme, at which level, from and until (exclusive)."""

    scheme: str
    level: str | None
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.since <= day and (self.until is None or day < self.until)


def facts_of(
    facts: Iterable[Fact],
    answers: Mapping[str, Any],
    qualifications: Iterable[Qualification],
    on: date,
    *,
    advised: bool = False,
) -> dict[str, FactValue]:
    """The facts that are known, by id; what was not answered is no fact.

    `advised` is whether there was advice on the draft.
    """
    held = [q for q in qualifications if q.holds_on(on)]
    found = {fact.id: _value(fact, answers, held, advised=advised) for fact in facts}
    return {id_: value for id_, value in found.items() if value is not None}


def _value(
    fact: Fact, answers: Mapping[str, Any], held: Iterable[Qualification], *, advised: bool
) -> FactValue | None:
    match fact.origin:
        case FromAnswer(answer=answer, one_of=values):
            given = answers.get(answer)
            if given is None:
                return None
            if values:
                return given in values
            return _number(given, fact.times) if fact.type == "number" else given
        case FromQualification(qualification=scheme, levels=levels):
            of_scheme = [q for q in held if q.scheme == scheme]
            if fact.type == "boolean":
                return any(not levels or q.level in levels for q in of_scheme)
            order = [choice.id for choice in fact.choices]
            ranked = sorted(order.index(q.level) for q in of_scheme if q.level in order)
            return order[ranked[0]] if ranked else None
        case FromPreEvaluation():
            return advised


def _number(given: Any, times: int) -> FactValue | None:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    exact = Decimal(str(given)) * times
    return int(half_up(exact, 0))
