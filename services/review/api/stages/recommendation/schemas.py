"""What a recommendation takes and gives: ranked summary sheets."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from services.review.api.bounds import MOST, Reasoning, Text
from services.review.domain.stages.recommendation.sheet import Sheet
from shared.http.plain import Written

SheetId = Annotated[
    str,
    Written(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
        "must be letters, digits, dots, underscores and hyphens, 80 at most",
    ),
]
MOST_ROWS = 50_000


class RankedRow(BaseModel):
    """One application at its rank."""

    rank: int = Field(ge=1, le=MOST)
    number: Text


class SheetIn(BaseModel):
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

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """The answer about a sheet."""
        return cls.model_validate(sheet, from_attributes=True)
