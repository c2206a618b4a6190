"""What formal review takes: verdicts on items, and conclusions."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.review.api.bounds import Text
from services.review.api.bulk import AT_MOST


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
