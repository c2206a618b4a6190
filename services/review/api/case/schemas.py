"""Cases as review's officers see them."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.case.letters import DECIDE, LetterOut, OfficeOut, letter_fields
from services.review.domain.case.progress import Progress
from services.review.domain.case.warnings import warnings_of
from services.review.domain.official import Official
from services.review.domain.stages.announcement.kept import Outcome
from services.review.domain.stages.decision.embargo import is_under_embargo
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.formal_review.findings import missing_demands
from services.review.domain.stages.formal_review.kept import Conclusion, Judgement, Notification
from services.review.domain.stages.recommendation.kept import Recommendation
from services.review.ports import Page
from services.review.usecases.case.read_case import WholeCase
from services.review.usecases.case.read_queue import QueuedCase
from shared.contracts.applications import Material
from shared.contracts.reviews import MissingDemand
from shared.programmes import Finding
from shared.values import Bilingual

JUDGE = DECIDE | {"association"}


class CaseLine(BaseModel):
    """A case in a queue; in a joint decision with who has answered and whom it waits for."""

    application: str
    number: str
    stage: str
    complete: bool
    supplement_round: int
    due_at: datetime | None
    enterprise: Bilingual
    product: Bilingual
    district: str
    letters: list[LetterOut]
    waits_for: list[OfficeOut]

    @classmethod
    def of(cls, queued: QueuedCase, official: Official) -> Self:
        """The line of a case, as this official may see it."""
        case = queued.case
        said = letter_fields(case, queued.programme, official)
        round_ = {"supplement_round": case.supplement_round}
        return cls.model_validate({**dict(case), **round_, **said}, from_attributes=True)


class CasePage(BaseModel):
    """Cases, the oldest statutory due date first, and the cursor of the next page."""

    cases: list[CaseLine]
    next: str | None

    @classmethod
    def of(cls, page: Page[QueuedCase], official: Official) -> Self:
        """The page of a queue, as this official may see it."""
        cases = [CaseLine.of(queued, official) for queued in page.records]
        return cls(cases=cases, next=page.next)


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


class WarningOut(BaseModel):
    """Something about a case that an official should know; nothing is refused for it."""

    id: str
    text: Bilingual


class CaseOut(CaseLine):
    """A whole case with the machine's findings, overruled by officers' verdicts.

    Until its announcement a sealed decision is for reviewers and officers only. `answers` hold
    figures of the enterprise's business: they are for those who have to judge them.
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
    earlier_decisions: tuple[Decision, ...]
    outcome: Outcome | None
    earlier_outcomes: tuple[Outcome, ...]
    milestones: dict[str, datetime]
    warnings: list[WarningOut]

    @classmethod
    def of_whole(cls, found: WholeCase, official: Official) -> Self:
        """The case with its findings, as this official may see it."""
        case, way = found.case, found.programme.way

        def shown(decision: Decision | None) -> Decision | None:
            if decision is None or DECIDE & official.roles:
                return decision
            return None if is_under_embargo(decision, case, way) else decision

        earlier = (shown(decision) for decision in case.earlier_decisions)
        facts = {
            **dict(case),
            **letter_fields(case, found.programme, official),
            "supplement_round": case.supplement_round,
            "findings": [FindingOut.of(finding) for finding in found.report.findings],
            "demands": missing_demands(found.report),
            "decision": shown(case.decision),
            "earlier_decisions": [decision for decision in earlier if decision is not None],
            "warnings": [WarningOut(id=w.id, text=w.text) for w in warnings_of(case)],
            "answers": case.answers if JUDGE & official.roles else None,
        }
        return cls.model_validate(facts, from_attributes=True)


class RoundProgress(BaseModel):
    """Where the cases of a round stand, by the words of the programme's path.

    `supplement_returned` are in formal review for a further time; `incomplete` are in formal review
    with something missing; `clocks_running` have a supplement due; `delivery_failed` bounced.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "cases": 1452,
                "stages": {"accepted": 1200, "awaiting_supplement": 150, "not_accepted": 102},
                "supplement_returned": 0,
                "incomplete": 0,
                "clocks_running": 150,
                "delivery_failed": 0,
            }
        }
    )

    cases: int
    stages: dict[str, int]
    supplement_returned: int
    incomplete: int
    clocks_running: int
    delivery_failed: int

    @classmethod
    def of(cls, progress: Progress) -> Self:
        """The answer about a round."""
        return cls.model_validate(progress, from_attributes=True)
