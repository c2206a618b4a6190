"""Reads a whole case with its findings."""

from dataclasses import dataclass

from services.review.domain.case import Case
from services.review.domain.stages.formal_review.findings import report_of
from services.review.ports import Cases
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Report


@dataclass(frozen=True)
class ReadCase:
    """The case as stored, and the findings as they follow from it."""

    cases: Cases
    rules: Rules

    async def __call__(self, application: str) -> tuple[Case, Report]:
        """Raises NotFound."""
        held = await self.cases.get(application)
        if held is None:
            raise NotFound("case", application)
        return held.record, report_of(held.record, self.rules.of(held.record))
