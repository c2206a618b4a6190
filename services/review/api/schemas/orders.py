"""Bulk orders, and what became of each."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.review.api.schemas.bounds import Text
from services.review.usecases.bulk import Result
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


class VerdictsIn(BaseModel):
    """Verdicts on items of one application."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "verdicts": [{"requirement": "M01", "verdict": "invalid", "reason": "not_sealed"}]
            }
        }
    )

    verdicts: list[VerdictIn] = Field(min_length=1, max_length=200)


class ReasonIn(BaseModel):
    """A reason of the programme's catalogue."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "out_of_scope"}})

    reason: Text


class FormalReviewRow(BaseModel):
    """Verdicts on one application, and how its formal review concludes."""

    application: Text
    verdicts: list[VerdictIn] = Field(default=[], max_length=200)
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
    def of(cls, result: Result) -> Self:
        """The row of a result."""
        problem = None if result.problem is None else Problem.of(result.problem)
        return cls(application=result.application, done=problem is None, problem=problem)


class Results(BaseModel):
    """One row an order, in the order given."""

    results: list[ResultRow]
