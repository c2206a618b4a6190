"""Takes a recommender's ranked summary sheet: all of it or nothing."""

import asyncio
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from services.review.domain.case import Case
from services.review.domain.case.passing import place_of
from services.review.domain.lists.identity import announcement_after, freeze_key
from services.review.domain.official import Official
from services.review.domain.phrases import stands
from services.review.domain.stages.recommendation.recommending import awaits_recommendation
from services.review.domain.stages.recommendation.refusals import (
    NoRecommendation,
    NoRecommender,
    SheetDiffers,
)
from services.review.domain.stages.recommendation.sheet import (
    RecommendationClosed,
    Sheet,
    SheetRefused,
    SheetRow,
    malformed,
)
from services.review.domain.twins.refusals import CaseOnHold
from services.review.ports import Cases, Sheets, Wake
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists, FieldError
from shared.programmes import Place, Programme
from shared.programmes.path import WITHDRAWN, Recommendation
from shared.values import Bilingual

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


class Tier(NamedTuple):
    """The stage in which a sheet recommends, and the how manieth of several it is."""

    stage: str
    number: int


def recommendation_in(programme: Programme, office: str | None) -> Recommendation:
    """The stage for which summary sheets of the office are; raises NoRecommendation.

    The first one for an office that recommends in none.
    """
    stages = programme.way.of_kind(Recommendation)
    if not stages:
        raise NoRecommendation(programme)
    return next((stage for stage in stages if office in stage.recommenders), stages[0])


@dataclass(frozen=True)
class HandInSheet:
    """Saves the sheet with its slots first; a worker then applies it, surviving a crash."""

    cases: Cases
    sheets: Sheets
    rules: Rules
    wake: Wake

    async def __call__(
        self, handed_in: SheetHandedIn, *, official: Official, at: datetime
    ) -> Sheet:
        """The sheet, done, or still being applied after WAIT_AT_MOST.

        Raises NoRecommendation, NoRecommender, SheetDiffers, RecommendationClosed, SheetRefused,
        QuotaExceeded and ListFrozen.
        """
        programme = self.rules.programmes.of_round(handed_in.programme, handed_in.round, at)
        stage = recommendation_in(programme, handed_in.recommender)
        quotas = {office.id: office.quota for office in programme.recommenders}
        if handed_in.recommender not in quotas:
            raise NoRecommender(handed_in.recommender, programme)
        official.check_acts(programme, stage)
        tier = Tier(stage.id, programme.way.of_kind(Recommendation).index(stage) + 1)
        sheet = _sheet(handed_in, tier, quotas[handed_in.recommender], official.account, at)
        known = await self.sheets.get(sheet.id)
        if known is None:
            round_ = programme.round(handed_in.round)
            until = round_.recommend_until(stage.id)
            if until is not None and at >= until:
                raise RecommendationClosed(until)
            rows = await self._rows(handed_in, Place(stage, stage.first))
            announcement = announcement_after(programme.way, stage)
            key = freeze_key(programme.id, round_.id, programme.way, announcement)
            try:
                known = await self.sheets.take(sheet, rows, key)
            except AlreadyExists:
                known = await self.sheets.get(sheet.id)
        if known is None or (known.digest, known.opinion) != (sheet.digest, sheet.opinion):
            raise SheetDiffers(handed_in.sheet)
        return await self._applied(known)

    async def _rows(self, handed_in: SheetHandedIn, needed: Place) -> list[tuple[SheetRow, str]]:
        given = [row.number for row in handed_in.rows]
        # Series are in capitals, which nobody types; a number that is known as typed comes first.
        spelled = {*given, *(number.upper() for number in given)}
        found = await self.cases.by_number(handed_in.programme, handed_in.round, list(spelled))
        rows = [_as_known(row, found) for row in handed_in.rows]
        errors = malformed(rows) + [
            FieldError(f"rank {row.rank}", f"{row.number}: {wrong.en}", f"{row.number}：{wrong.zh}")
            for row in rows
            if (wrong := self._wrong(found.get(row.number), needed))
        ]
        if errors:
            raise SheetRefused(errors)
        return [(row, found[row.number].application) for row in rows]

    def _wrong(self, case: Case | None, needed: Place) -> Bilingual | None:
        if case is None:
            return Bilingual(zh="本批次没有此申报", en="no such application in this round")
        programme = self.rules.of(case)
        if awaits_recommendation(case, programme, needed.stage.id):
            return None
        place = place_of(case, programme)
        if case.on_hold and place == needed:
            refusal = CaseOnHold(case)
            return Bilingual(zh=refusal.zh or "", en=refusal.detail)
        return Bilingual(
            zh=f"目前为“{_named(place)}”，须为“{_named(needed)}”",
            en=f"is {stands(place)}, but has to be {stands(needed)}",
        )

    async def _applied(self, sheet: Sheet) -> Sheet:
        self.wake()
        until = time.monotonic() + WAIT_AT_MOST.total_seconds()
        while sheet.state != "done" and time.monotonic() < until:
            await asyncio.sleep(POLL_EVERY)
            sheet = await self.sheets.get(sheet.id) or sheet
        return sheet


def _as_known(row: SheetRow, found: Mapping[str, Case]) -> SheetRow:
    capitals = row.number.upper()
    if row.number in found or capitals not in found:
        return row
    return SheetRow(rank=row.rank, number=capitals)


def _named(place: Place | None) -> str:
    return (WITHDRAWN if place is None else place.stage.word(place.state)).name.zh


def _sheet(handed_in: SheetHandedIn, tier: Tier, quota: int | None, by: str, at: datetime) -> Sheet:
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
        stage=tier.stage,
        tier=tier.number,
    )
