"""Cases as review's officers see them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel

from services.review.domain.case import Case
from services.review.domain.case.case import Stage
from services.review.domain.stages.announcement.kept import Outcome
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.formal_review.findings import missing_demands
from services.review.domain.stages.formal_review.kept import Conclusion, Judgement, Notification
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.contracts.applications import Material
from shared.contracts.reviews import MissingDemand
from shared.programmes import Finding, Report
from shared.values import Bilingual

DECIDE = frozenset({"reviewer", "officer"})


class CaseLine(BaseModel):
    """A case in a queue."""

    application: str
    number: str
    stage: Stage
    complete: bool
    supplement_round: int
    due_at: datetime | None
    enterprise: Bilingual
    product: Bilingual
    district: str

    @classmethod
    def of(cls, case: Case) -> Self:
        """The line of a case."""
        return cls.model_validate(case, from_attributes=True)


class CasePage(BaseModel):
    """Cases, the oldest statutory due date first, and the cursor of the next page."""

    cases: list[CaseLine]
    next: str | None


class FindingOut(BaseModel):
    """One item of the checklist and where it stands."""

    requirement: str
    status: str
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    reason: str | None
    reason_text: Bilingual | None
    alternatives: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """The finding as JSON."""
        return cls.model_validate(finding, from_attributes=True)


class CaseOut(CaseLine):
    """A whole case with the machine's findings, overruled by officers' verdicts.

    Until the announcement `decision` is for reviewers and officers only. `answers` hold figures of
    the enterprise's business: they are for those who have to judge them.
    """

    programme: str
    programme_version: str
    round: str
    category: str
    industry: str
    uscc: str
    received_at: datetime
    answers: dict[str, Any] | None
    materials: tuple[Material, ...]
    findings: list[FindingOut]
    demands: tuple[MissingDemand, ...]
    verdicts: dict[str, Judgement]
    notifications: tuple[Notification, ...]
    conclusion: Conclusion | None
    recommendation: Recommendation | None
    decision: Decision | None
    outcome: Outcome | None
    milestones: dict[str, datetime]

    @classmethod
    def whole(cls, case: Case, report: Report, roles: Collection[str]) -> Self:
        """The case with its findings, as somebody with these roles may see it."""
        decides = DECIDE.intersection(roles)
        facts = {
            **dict(case),
            "supplement_round": case.supplement_round,
            "findings": [FindingOut.of(finding) for finding in report.findings],
            "demands": missing_demands(report),
            "decision": case.decision if decides or case.outcome else None,
            "answers": case.answers if decides or "association" in roles else None,
        }
        return cls.model_validate(facts, from_attributes=True)
