"""What formal review takes: verdicts on items, and conclusions."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from services.review.api.bounds import Note, Text
from services.review.api.bulk import AT_MOST
from services.review.domain.stages.formal_review.files import OneFile
from services.review.domain.stages.formal_review.verdicts import About
from shared.http.request_body import RequestBody


class VerdictIn(RequestBody):
    """An officer's word on one item, or on one file of it; a reason is needed when it is invalid,
    and for a file that is refused.
    """

    requirement: Text
    file: Text | None = None
    verdict: Literal["accept", "missing", "invalid"]
    reason: Text | None = None
    note: Note | None = None

    @property
    def about(self) -> About:
        """What it is about."""
        return OneFile(self.requirement, self.file) if self.file else self.requirement


def _each_once(verdicts: list[VerdictIn]) -> list[VerdictIn]:
    times = Counter(verdict.about for verdict in verdicts)
    twice = [verdict for verdict in verdicts if times[verdict.about] > 1]
    if twice:
        named = dict.fromkeys(verdict.file or verdict.requirement for verdict in twice)
        raise ValueError(
            f"must judge each requirement and each file once; more than once: {', '.join(named)}"
        )
    return verdicts


Verdicts = Annotated[list[VerdictIn], AfterValidator(_each_once), Field(max_length=200)]


class VerdictsIn(RequestBody):
    """Verdicts on items of one application."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "verdicts": [
                    {
                        "requirement": "M01",
                        "verdict": "invalid",
                        "reason": "not_sealed",
                        "note": "第3页缺少公章。",
                    }
                ]
            }
        }
    )

    verdicts: Annotated[Verdicts, Field(min_length=1)]


class ReasonIn(RequestBody):
    """A reason of the programme's catalogue."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "out_of_scope"}})

    reason: Text


class FormalReviewRow(RequestBody):
    """Verdicts on one application, and how its formal review concludes."""

    application: Text
    verdicts: Verdicts = Field(default=[])
    conclude: Literal["accept", "notify", "not_accept"]
    reason: Text | None = None


class FormalReviewIn(RequestBody):
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
