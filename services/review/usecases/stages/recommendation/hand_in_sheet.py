"""Takes a recommender's ranked summary sheet: all of it or nothing."""

import asyncio
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.review.domain.case import Case
from services.review.domain.stages.recommendation.sheet import (
    RecommendationClosed,
    Sheet,
    SheetRefused,
    SheetRow,
    refuse_malformed,
)
from services.review.ports import Cases, Sheets, Wake
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists, FieldError, Rejected
from shared.programmes import Programme

WAIT_AT_MOST = timedelta(seconds=25)
POLL_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class SheetHandedIn:
    """A sheet as it was handed in, by the office that its caller speaks for."""

    programme: str
    round: str
    sheet: str
    recommender: str
    opinion: str
    rows: Sequence[SheetRow]


class SheetDiffers(Rejected):
    """The id of the sheet was used for other rows or with another opinion."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"The sheet {sheet} was handed in before with other rows or another opinion. "
            "Use another id.",
            (FieldError("sheet", "must be an id that no other sheet of yours has"),),
            code="sheet-differs",
        )


class NoRecommender(Rejected):
    """The office that the caller speaks for does not recommend in this programme."""

    def __init__(self, office: str, programme: Programme) -> None:
        offices = ", ".join(known.id for known in programme.recommenders)
        super().__init__(
            f"Your account recommends for {office} (claim `office` of its token), but in "
            f"{programme.key} the ones to recommend are: {offices}.",
            code="forbidden",
        )


@dataclass(frozen=True)
class HandInSheet:
    """Saves the sheet with its slots first; a worker then applies it, surviving a crash."""

    cases: Cases
    sheets: Sheets
    rules: Rules
    wake: Wake

    async def __call__(self, handed_in: SheetHandedIn, *, by: str, at: datetime) -> Sheet:
        """The sheet, done, or still being applied after WAIT_AT_MOST.

        Raises NoRecommender, SheetDiffers, RecommendationClosed, SheetRefused, QuotaExceeded and
        ListFrozen.
        """
        programme = self.rules.programmes.of_round(handed_in.programme, handed_in.round, at)
        quotas = {office.id: office.quota for office in programme.recommenders}
        if handed_in.recommender not in quotas:
            raise NoRecommender(handed_in.recommender, programme)
        sheet = _sheet(handed_in, quotas[handed_in.recommender], by, at)
        known = await self.sheets.get(sheet.id)
        if known is None:
            recommend_by = programme.round(handed_in.round).recommend_by
            if recommend_by is not None and at >= recommend_by:
                raise RecommendationClosed(recommend_by)
            refuse_malformed(handed_in.rows)
            rows = await self._rows(handed_in)
            try:
                known = await self.sheets.take(sheet, rows)
            except AlreadyExists:
                known = await self.sheets.get(sheet.id)
        if known is None or (known.digest, known.opinion) != (sheet.digest, sheet.opinion):
            raise SheetDiffers(handed_in.sheet)
        return await self._applied(known)

    async def _rows(self, handed_in: SheetHandedIn) -> list[tuple[SheetRow, str]]:
        numbers = [row.number for row in handed_in.rows]
        found = await self.cases.by_number(handed_in.programme, handed_in.round, numbers)
        errors = [
            FieldError(f"rank {row.rank}", f"{row.number}: {wrong}")
            for row in handed_in.rows
            if (wrong := _wrong(found.get(row.number)))
        ]
        if errors:
            raise SheetRefused(errors)
        return [(row, found[row.number].application) for row in handed_in.rows]

    async def _applied(self, sheet: Sheet) -> Sheet:
        self.wake()
        until = time.monotonic() + WAIT_AT_MOST.total_seconds()
        while sheet.state != "done" and time.monotonic() < until:
            await asyncio.sleep(POLL_EVERY)
            sheet = await self.sheets.get(sheet.id) or sheet
        return sheet


def _wrong(case: Case | None) -> str | None:
    if case is None:
        return "no such application in this round"
    return None if case.stage == "accepted" else f"is {case.stage.replace('_', ' ')}, not accepted"


def _sheet(handed_in: SheetHandedIn, quota: int | None, by: str, at: datetime) -> Sheet:
    rows = sorted((row.rank, row.number) for row in handed_in.rows)
    return Sheet(
        id=f"{handed_in.programme}/{handed_in.round}/{handed_in.recommender}/{handed_in.sheet}",
        sheet=handed_in.sheet,
        programme=handed_in.programme,
        round=handed_in.round,
        recommender=handed_in.recommender,
        opinion=handed_in.opinion,
        by=by,
        at=at,
        rows=len(rows),
        digest=hashlib.sha256(repr(rows).encode()).hexdigest(),
        quota=quota,
    )
