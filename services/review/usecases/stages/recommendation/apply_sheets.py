"""Applies sheets that were taken, batch by batch; after a crash it goes on where it was."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.stages.recommendation.recommending import (
    awaits_recommendation,
    is_put_forward,
    recommend,
)
from services.review.domain.stages.recommendation.sheet import Sheet
from services.review.ports import Cases, HeldCase, Sheets
from services.review.usecases.rules import Rules
from shared.programmes.path import Recommendation
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class ApplySheets:
    """Recommends the case of every row; one that was withdrawn meanwhile gives its slot back."""

    cases: Cases
    sheets: Sheets
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many sheets were finished."""
        found = await self.sheets.applying()
        for sheet in found:
            with traced(None, "apply sheet", about={"laurel.sheet": sheet.id}):
                while await self.one_batch(sheet, at):
                    pass
                await self.sheets.finish(sheet.id)
        return len(found)

    async def one_batch(self, sheet: Sheet, at: datetime) -> bool:
        """Applies the next rows; False when none was left."""
        rows = await self.sheets.waiting_rows(sheet.id, AT_ONCE)
        held = await self.cases.get_many([application for _, application in rows])
        applied: list[str] = []
        dropped: list[str] = []
        steps: list[tuple[HeldCase, Step]] = []
        for row, application in rows:
            found = held[application]
            programme = self.rules.of(found.record)
            stage = sheet.stage or programme.way.of_kind(Recommendation)[0].id
            if awaits_recommendation(found.record, programme, stage):
                steps.append((found, self._recommended(found.record, sheet, row.rank, at)))
            elif is_put_forward(found.record, sheet.recommender, sheet.sheet):
                applied.append(application)
            else:
                dropped.append(application)
        stale = await self.cases.save_many(steps, at)
        applied += [h.record.application for h, _ in steps if h.record.application not in stale]
        await self.sheets.settle(sheet, applied=applied, dropped=dropped)
        return bool(rows)

    def _recommended(self, case: Case, sheet: Sheet, rank: int, at: datetime) -> Step:
        return recommend(
            case,
            self.rules.of(case),
            self.rules.calendar,
            recommender=sheet.recommender,
            sheet=sheet.sheet,
            rank=rank,
            opinion=sheet.opinion,
            by=sheet.by,
            at=at,
        )
