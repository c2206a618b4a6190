"""Notes in cases that a list left them out, or has them in once more; resumes after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.case.case import Case, LeftOut
from services.review.domain.case.left_out import leave_out, take_in
from services.review.ports import Cases, HeldCase
from services.review.ports.lists.left_out import LeftOutRow, LeftOuts
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class NoteLeftOut:
    """Whether it is noted stands in the case, so each is told once, whoever dies or runs twice."""

    rows: LeftOuts
    cases: Cases
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many cases were told."""
        noted = 0
        while rows := await self.rows.unsettled(AT_ONCE):
            with traced(None, "note cases left out"):
                noted += await self.one_batch(rows, at)
        return noted

    async def one_batch(self, rows: Sequence[LeftOutRow], at: datetime) -> int:
        """Notes these rows; one whose case was changed meanwhile is left for the next time."""
        # A case that two freezings speak of is done for the earlier one first.
        first = {row.application: row for row in reversed(rows)}
        steps: list[tuple[HeldCase, Step]] = []
        for application, found in (await self.cases.get_many(list(first))).items():
            step = self._noted(found.record, first[application])
            if step is not None:
                steps.append((found, step))
        stale = await self.cases.save_many(steps, at)
        await self.rows.settle([row for case, row in first.items() if case not in stale])
        return len(steps) - len(stale)

    def _noted(self, case: Case, row: LeftOutRow) -> Step | None:
        programme = self.rules.of(case)
        if row.taken_in_at is not None:
            return take_in(case, programme, (row.list, row.freezing), row.taken_in_at)
        why = LeftOut(
            list=row.list,
            stage=row.stage,
            freezing=row.freezing,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )
        return leave_out(case, programme, why)
