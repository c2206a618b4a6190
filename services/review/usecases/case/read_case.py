"""Reads a whole case with its findings."""

from dataclasses import dataclass

from services.review.domain.case import Case
from services.review.domain.official import Official
from services.review.domain.stages.formal_review.findings import report_of
from services.review.ports import Cases
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme, Report


@dataclass(frozen=True, slots=True)
class WholeCase:
    """The case as stored, the findings as they follow from it, and the rules it goes by."""

    case: Case
    report: Report
    programme: Programme


@dataclass(frozen=True)
class ReadCase:
    """A case is there for the officials of its programme alone."""

    cases: Cases
    rules: Rules

    async def __call__(self, application: str, *, official: Official) -> WholeCase:
        """Raises NotFound."""
        held = await self.cases.get(application)
        if held is None or not official.sees(self.rules.of(held.record)):
            raise NotFound("case", application)
        programme = self.rules.of(held.record)
        return WholeCase(held.record, report_of(held.record, programme), programme)
