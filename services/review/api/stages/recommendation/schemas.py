"""What a recommendation takes and gives: ranked summary sheets."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from services.review.api.bounds import MOST, Reasoning, Text
from services.review.api.stages.recommendation.reading.ranks import MOST_ROWS
from services.review.api.stages.recommendation.reading.read import ReadSheet
from services.review.domain.stages.recommendation.sheet import Sheet, unused_ranks
from shared.http.plain import Written
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER

SheetId = Annotated[
    str,
    Written(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
        "must be letters, digits, dots, underscores and hyphens, 80 at most",
    ),
]


class RankedRow(RequestBody):
    """One application at its rank."""

    rank: Annotated[int, Field(ge=1, le=MOST), IS_NUMBER]
    number: Text


class SheetIn(RequestBody):
    """A ranked summary sheet; `sheet` is an id of the sender's own, so that it counts once.

    `recommender` may be left out: it can only be the office that the sender's token speaks for.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "sheet": "jiangmen-2019",
                "opinion": "同意推荐。",
                "rows": [{"rank": 1, "number": "JM-2019-000042"}],
            }
        }
    )

    sheet: SheetId
    opinion: Reasoning
    recommender: Text | None = None
    rows: list[RankedRow] = Field(min_length=1, max_length=MOST_ROWS)


class SheetOut(BaseModel):
    """What became of the sheet; `applying` means that the rest follows by itself."""

    sheet: str
    state: str
    rows: int
    recommended: int
    quota: int | None
    used: int
    without_rank: int = Field(
        default=0, description="Applications in the file that were sent without a rank."
    )
    passed_over: list[int] = Field(
        default=[], description="Rows of the file that name no application: totals and notes."
    )

    hidden_rows: list[int] = Field(
        default=[], description="Rows of the file that are hidden or filtered out; none is ranked."
    )
    unused_ranks: list[str] = Field(
        default=[], description="Ranks from 1 to the last that no row has, such as `3` or `7-9`."
    )

    @classmethod
    def of(cls, sheet: Sheet, read: ReadSheet, ranks: Iterable[int]) -> Self:
        """The answer about a sheet with these ranks, and about the file it was read from."""
        beside = {
            "without_rank": read.without_rank,
            "passed_over": read.passed_over,
            "hidden_rows": read.hidden_rows,
            "unused_ranks": unused_ranks(ranks),
        }
        return cls.model_validate({**sheet.model_dump(), **beside})
