"""A recommender's ranked summary sheet, and the quota it has to keep to."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from shared.errors import FieldError, Rejected
from shared.record import Record
from shared.values import Instant


class SheetRow(Record):
    """One application on the sheet, at its rank."""

    rank: int
    number: str


class Sheet(Record):
    """A sheet that was taken; its rows are kept beside it until the last one is applied."""

    id: str
    sheet: str
    programme: str
    round: str
    recommender: str
    opinion: str
    by: str
    at: Instant
    rows: int
    digest: str
    quota: int | None
    used: int = 0
    recommended: int = 0
    state: Literal["applying", "done"] = "applying"


class QuotaExceeded(Rejected):
    """The sheet asks for more than the recommender may recommend; names the excess rows."""

    def __init__(self, quota: int, used: int, excess: Sequence[SheetRow]) -> None:
        super().__init__(
            f"The quota is {quota} and {used} of it are used, so {len(excess)} row(s) are too "
            "many. Nothing was recommended. Take the rows named under `errors` out.",
            tuple(FieldError(f"rank {row.rank}", row.number) for row in excess),
            code="quota-exceeded",
        )


class SheetRefused(Rejected):
    """Some rows can't be recommended, so none is."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            f"{len(errors)} row(s) can't be recommended, so nothing was. Put right or take out "
            "the rows named under `errors`.",
            tuple(errors),
            code="sheet-refused",
        )


class RecommendationClosed(Rejected):
    """The round's last day of recommendation is over."""

    def __init__(self, recommend_by: datetime) -> None:
        super().__init__(
            f"Recommendations for this round were due before {recommend_by.isoformat()}.",
            code="recommendation-closed",
        )


def refuse_malformed(rows: Sequence[SheetRow]) -> None:
    """Raises SheetRefused for an empty sheet, a rank or number given twice, or a rank below 1."""
    if not rows:
        raise SheetRefused([FieldError("rows", "There is no ranked row.")])
    ranks, numbers = Counter(r.rank for r in rows), Counter(r.number for r in rows)
    errors = [
        FieldError(f"rank {row.rank}", f"{row.number}: {wrong}")
        for row in rows
        for wrong in (
            "ranks count from 1" if row.rank < 1 else "",
            "the rank is given twice" if ranks[row.rank] > 1 else "",
            "the application is listed twice" if numbers[row.number] > 1 else "",
        )
        if wrong
    ]
    if errors:
        raise SheetRefused(errors)


def refuse_excess(rows: Sequence[SheetRow], *, quota: int | None, used: int) -> None:
    """Raises QuotaExceeded naming the lowest-ranked rows that no slot is left for."""
    if quota is None or used + len(rows) <= quota:
        return
    ordered = sorted(rows, key=lambda row: row.rank)
    raise QuotaExceeded(quota, used, ordered[max(0, quota - used) :])
