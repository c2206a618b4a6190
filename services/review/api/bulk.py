"""Bulk orders, and what became of each."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.review.api.bounds import Text
from services.review.usecases.case.bulk import Result
from shared.http.bounded import MB
from shared.http.problem import Problem

Words = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
AT_MOST = 500
MOST_BYTES = 8 * MB
"""That many rows with everything a row may have, even if each character is escaped."""


class VerdictIn(BaseModel):
    """An officer's word on one item; a reason is needed when it is invalid."""

    requirement: Text
    verdict: Literal["accept", "missing", "invalid"]
    reason: Text | None = None


def _each_once(verdicts: list[VerdictIn]) -> list[VerdictIn]:
    times = Counter(verdict.requirement for verdict in verdicts)
    twice = [requirement for requirement, count in times.items() if count > 1]
    if twice:
        raise ValueError(f"must judge each requirement once; more than once: {', '.join(twice)}")
    return verdicts


Verdicts = Annotated[list[VerdictIn], AfterValidator(_each_once), Field(max_length=200)]


class VerdictsIn(BaseModel):
    """Verdicts on items of one application."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "verdicts": [{"requirement": "M01", "verdict": "invalid", "reason": "not_sealed"}]
            }
        }
    )

    verdicts: Annotated[Verdicts, Field(min_length=1)]


class ReasonIn(BaseModel):
    """A reason of the programme's catalogue."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "out_of_scope"}})

    reason: Text


class FormalReviewRow(BaseModel):
    """Verdicts on one application, and how its formal review concludes."""

    application: Text
    verdicts: Verdicts = []
    conclude: Literal["accept", "notify", "not_accept"]
    reason: Text | None = None


class FormalReviewIn(BaseModel):
    """Up to 500 conclusions."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "decisions": [
                    {"application": "0190f7e2c3d4", "verdicts": [], "conclude": "accept"},
                    {
                        "application": "0190f7e2c3d5",
                        "verdicts": [
                            {"requirement": "M01", "verdict": "invalid", "reason": "not_sealed"}
                        ],
                        "conclude": "notify",
                    },
                ]
            }
        }
    )

    decisions: list[FormalReviewRow] = Field(min_length=1, max_length=AT_MOST)


class DecisionRow(BaseModel):
    """What review decided on one application; not to recognise needs a reason."""

    application: Text
    verdict: Literal["recognise", "not_recognise"]
    opinion: Words
    reason: Text | None = None


class DecisionsIn(BaseModel):
    """Up to 500 decisions."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "decisions": [
                    {
                        "application": "0190f7e2c3d4",
                        "verdict": "not_recognise",
                        "opinion": "核心技术依据不足。",
                        "reason": "core_technology_unproven",
                    }
                ]
            }
        }
    )

    decisions: list[DecisionRow] = Field(min_length=1, max_length=AT_MOST)


class ResultRow(BaseModel):
    """Whether it is done, now or before, or why not."""

    application: str
    done: bool
    problem: Problem | None

    @classmethod
    def of(cls, result: Result, place: int) -> Self:
        """The row of a result; `place` is its order's, counted from 0."""
        refused = result.problem
        problem = None if refused is None else Problem.of(refused, row=f"decisions.{place}")
        return cls(application=result.application, done=problem is None, problem=problem)


class Results(BaseModel):
    """One row an order, in the order given."""

    results: list[ResultRow]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Self:
        """The answer to `decisions`."""
        rows = [ResultRow.of(result, place) for place, result in enumerate(results)]
        return cls(results=rows)
