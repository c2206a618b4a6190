"""What is taken about a construction: tasks, indicators, the self-assessment, and its end."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.review.api.bounds import Name, Reasoning, Text
from services.review.domain.stages.construction.kept import Qualifier, Tells
from services.review.domain.stages.construction.reporting import SaidOfIndicator, SaidOfTask
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER, SentDay, SentDecimal

MOST_ROWS = 100


class TaskRow(RequestBody):
    """How far a task is, since which day, and what proves it.

    What was reported otherwise before needs a reason to be put right.
    """

    task: Text
    state: Literal["begun", "done"]
    on: SentDay
    evidence: Name
    reason: Reasoning | None = None

    def said(self) -> SaidOfTask:
        """The row as the domain takes it."""
        return SaidOfTask(**dict(self))


class TasksIn(RequestBody):
    """Up to 100 tasks; all are taken, or none."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "tasks": [
                    {
                        "task": "innovation-plan",
                        "state": "done",
                        "on": "2018-12-20",
                        "evidence": "市政府印发文件〔2018〕12号",
                    }
                ]
            }
        }
    )

    tasks: list[TaskRow] = Field(min_length=1, max_length=MOST_ROWS)


class IndicatorRow(RequestBody):
    """A figure of a year: where the indicator starts, what it is to reach, or what it is.

    What was reported otherwise before needs a reason to be put right; a figure that was expected
    needs none when it has come in.
    """

    indicator: Text
    tells: Tells
    year: Annotated[int, Field(ge=1, le=9999), IS_NUMBER]
    value: SentDecimal
    qualifier: Qualifier | None = None
    source: Name
    reason: Reasoning | None = None

    def said(self) -> SaidOfIndicator:
        """The row as the domain takes it."""
        return SaidOfIndicator(**dict(self))


class IndicatorsIn(RequestBody):
    """Up to 100 figures; all are taken, or none."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "indicators": [
                    {
                        "indicator": "advanced_manufacturing",
                        "tells": "actual",
                        "year": 2020,
                        "value": "50.9",
                        "source": "2020年统计公报",
                    }
                ]
            }
        }
    )

    indicators: list[IndicatorRow] = Field(min_length=1, max_length=MOST_ROWS)


class SelfAssessmentIn(RequestBody):
    """What the applicant says of what it has built."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"text": "建设任务总体完成，主要指标达到预期目标。"}}
    )

    text: Reasoning


class AbandonmentIn(RequestBody):
    """Why a construction is ended without success: a reason of the catalogue, and in words."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "gave_up", "note": "该市来函说明不再开展建设。"}}
    )

    reason: Text
    note: Reasoning
