"""A recommender's ranked summary sheet, and the quota it has to keep to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from shared.errors import FieldError, Rejected
from shared.plain_text import half_width
from shared.record import Record
from shared.values import Instant


class SheetRow(Record):
    """One application on the sheet, at its rank."""

    rank: int
    number: str


class Sheet(Record):
    """A sheet that was taken; its rows are kept beside it until the last one is applied.

    `stage` is the tier in which it recommends, and `tier` its number; older sheets are of the only
    one.
    """

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
    stage: str | None = None
    tier: int = 1
    used: int = 0
    recommended: int = 0
    state: Literal["applying", "done"] = "applying"


class QuotaExceeded(Rejected):
    """The sheet asks for more than the recommender may recommend; names the excess rows."""

    def __init__(self, quota: int, used: int, excess: Sequence[SheetRow]) -> None:
        super().__init__(
            f"The quota is {quota} and {used} of it are used, so {len(excess)} row(s) are too "
            "many. Nothing was recommended. Take the rows named under `errors` out.",
            tuple(FieldError(f"rank {row.rank}", row.number, row.number) for row in excess),
            code="quota-exceeded",
            zh=f"推荐名额为 {quota}，已用 {used}，超出 {len(excess)} 行。未推荐任何申报。"
            "请删去 errors 所列各行。",
        )


class SheetRefused(Rejected):
    """Some rows can't be recommended, so none is."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            f"{len(errors)} row(s) can't be recommended, so nothing was. Put right or take out "
            "the rows named under `errors`.",
            tuple(errors),
            code="sheet-refused",
            zh=f"有 {len(errors)} 行无法推荐，因此未推荐任何申报。请改正或删去 errors 所列各行。",
        )


class RecommendationClosed(Rejected):
    """The round's last day of recommendation is over."""

    def __init__(self, recommend_by: datetime) -> None:
        super().__init__(
            f"Recommendations for this round were due before {recommend_by.isoformat()}.",
            code="recommendation-closed",
            zh=f"本批次的推荐已于 {recommend_by.isoformat()} 截止。",
        )


def as_numbered(text: str) -> str:
    """An application number as it is printed, however it was typed: half width, without spaces.

    Its letters are left as they are.
    """
    return "".join(half_width(text).split())


def malformed(rows: Sequence[SheetRow]) -> list[FieldError]:
    """What is wrong with the rows alone: none at all, a rank or number given twice, a rank below 1.

    In their order, each of them named by its rank.
    """
    if not rows:
        return [FieldError("rows", "There is no ranked row.", "没有填写排名的行。")]
    ranks, numbers = Counter(r.rank for r in rows), Counter(r.number for r in rows)
    return [
        FieldError(f"rank {row.rank}", f"{row.number}: {en}", f"{row.number}：{zh}")
        for row in rows
        for wrong, en, zh in (
            (row.rank < 1, "ranks count from 1", "排名从 1 起"),
            (ranks[row.rank] > 1, "the rank is given twice", "排名重复"),
            (numbers[row.number] > 1, "the application is listed twice", "申报重复列出"),
        )
        if wrong
    ]


def unused_ranks(ranks: Iterable[int]) -> list[str]:
    """The ranks from 1 to the last that nobody has, each alone or as `7-9`."""
    found, expected = [], 1
    for rank in sorted(ranks):
        if rank > expected:
            last = rank - 1
            found.append(f"{expected}" if expected == last else f"{expected}-{last}")
        expected = max(expected, rank + 1)
    return found


def refuse_excess(rows: Sequence[SheetRow], *, quota: int | None, used: int) -> None:
    """Raises QuotaExceeded naming the lowest-ranked rows that no slot is left for."""
    if quota is None or used + len(rows) <= quota:
        return
    ordered = sorted(rows, key=lambda row: row.rank)
    raise QuotaExceeded(quota, used, ordered[max(0, quota - used) :])
