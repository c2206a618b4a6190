"""Cases as review's officers see them."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.case.letters import DECIDE, LetterOut, OfficeOut, letter_fields
from services.review.domain.case import Case
from services.review.domain.case.case import LeftOut
from services.review.domain.case.corrected import Correction
from services.review.domain.case.progress import Progress
from services.review.domain.case.warnings import warnings_of
from services.review.domain.official import Official
from services.review.domain.stages.announcement.kept import Outcome
from services.review.domain.stages.decision.embargo import is_under_embargo
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.formal_review.deemed import deemed_accepted_at
from services.review.domain.stages.formal_review.files import FileFinding, files_of
from services.review.domain.stages.formal_review.findings import missing_demands
from services.review.domain.stages.formal_review.kept import (
    Conclusion,
    Judgement,
    Notification,
    ReplacedVerdict,
)
from services.review.domain.stages.recommendation.kept import Recommendation
from services.review.domain.twins.kept import Twin
from services.review.ports import Page
from services.review.usecases.case.read_case import WholeCase
from services.review.usecases.case.read_queue import QueuedCase
from shared.contracts.applications import Material
from shared.contracts.reviews import MissingDemand
from shared.identity import ApplicantCode, CodeKind
from shared.programmes import Finding, Programme
from shared.values import Bilingual

JUDGE = DECIDE | {"association"}


class CaseLine(BaseModel):
    """A case in a queue; in a joint decision with who has answered and whom it waits for.

    At `deemed_acceptance_due` it counts as accepted unless an officer has concluded or notified;
    `accepted_incomplete` marks one that does so although something was missing, `on_hold` one that
    waits until it is settled whether the same thing was filed twice.
    """

    application: str
    number: str
    stage: str
    complete: bool
    supplement_round: int
    due_at: datetime | None
    deemed_acceptance_due: datetime | None
    accepted_incomplete: bool
    on_hold: bool
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
        standing = _follows_from(case, queued.programme)
        return cls.model_validate({**dict(case), **standing, **said}, from_attributes=True)


def _follows_from(case: Case, programme: Programme) -> dict[str, Any]:
    """What follows from where the case stands."""
    return {
        "supplement_round": case.supplement_round,
        "deemed_acceptance_due": deemed_accepted_at(case, programme),
        "accepted_incomplete": case.accepted_incomplete,
        "on_hold": case.on_hold,
    }


class CasePage(BaseModel):
    """Cases, the oldest statutory due date first, and the cursor of the next page."""

    cases: list[CaseLine]
    next: str | None

    @classmethod
    def of(cls, page: Page[QueuedCase], official: Official) -> Self:
        """The page of a queue, as this official may see it."""
        cases = [CaseLine.of(queued, official) for queued in page.records]
        return cls(cases=cases, next=page.next)


class ReplacedFileOut(BaseModel):
    """A file that another one took the place of, and why it had been refused."""

    id: str
    filename: str
    sha256: str
    reason: str | None
    note: str | None

    @classmethod
    def of(cls, material: Material, case: Case) -> Self:
        """The file with the last word on it, if it had one."""
        verdict = case.file_verdicts.get(material.id)
        said = {"reason": verdict and verdict.reason, "note": verdict and verdict.note}
        return cls.model_validate({**dict(material), **said})


class FileOut(BaseModel):
    """A file of an item: refused and why, or not; and what it took the place of.

    `verdict` is an officer's word on this very file; without one the machine's finding counts, and
    that on the whole item.
    """

    id: str
    filename: str
    sha256: str
    refused: bool
    reason: str | None
    reason_text: Bilingual | None
    verdict: str | None
    note: str | None
    supplement_round: int
    replaces: tuple[ReplacedFileOut, ...]

    @classmethod
    def of(cls, found: FileFinding, case: Case, programme: Programme) -> Self:
        """The file as JSON."""
        reason = None if found.reason is None else programme.reason(found.reason).name
        facts = {
            **dict(found.material),
            "refused": found.refused,
            "reason": found.reason,
            "reason_text": reason,
            "verdict": found.verdict and found.verdict.verdict,
            "note": found.note,
            "supplement_round": found.supplement_round,
            "replaces": [ReplacedFileOut.of(gone, case) for gone in found.replaces],
        }
        return cls.model_validate(facts, from_attributes=True)


class FindingOut(BaseModel):
    """One item of the checklist and where it stands, with its files."""

    requirement: str
    status: str
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    reason: str | None
    reason_text: Bilingual | None
    alternatives: tuple[str, ...]
    files: tuple[FileOut, ...]

    @classmethod
    def of(cls, finding: Finding, found: WholeCase) -> Self:
        """The finding as JSON."""
        case, programme = found.case, found.programme
        files = [FileOut.of(f, case, programme) for f in files_of(case, programme, finding)]
        plain = {name: getattr(finding, name) for name in cls.model_fields if name != "files"}
        return cls.model_validate({**plain, "files": files}, from_attributes=True)


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
    code_kind: CodeKind
    received_at: datetime
    answers: dict[str, Any] | None
    materials: tuple[Material, ...]
    findings: list[FindingOut]
    demands: tuple[MissingDemand, ...]
    verdicts: dict[str, Judgement]
    file_verdicts: dict[str, Judgement]
    replaced_verdicts: tuple[ReplacedVerdict, ...]
    notifications: tuple[Notification, ...]
    conclusion: Conclusion | None
    recommendation: Recommendation | None
    earlier_recommendations: tuple[Recommendation, ...]
    decision: Decision | None
    earlier_decisions: tuple[Decision, ...]
    outcome: Outcome | None
    earlier_outcomes: tuple[Outcome, ...]
    milestones: dict[str, datetime]
    left_out: LeftOut | None
    corrections: list[Correction]
    twins: list[Twin]
    warnings: list[WarningOut]

    @classmethod
    def of_whole(cls, found: WholeCase, official: Official) -> Self:
        """The case with its findings, as this official may see it."""
        case, way = found.case, found.programme.way

        def shown(decision: Decision | None) -> Decision | None:
            if decision is None or DECIDE & official.roles:
                return decision
            return None if is_under_embargo(decision, case, way) else decision

        def shown_of(correction: Correction) -> Correction:
            made = correction.letter or correction.decision
            if made is None or DECIDE & official.roles or not is_under_embargo(made, case, way):
                return correction
            return correction.model_copy(update={"decision": None, "letter": None, "reason": ""})

        earlier = (shown(decision) for decision in case.earlier_decisions)
        facts = {
            **dict(case),
            "code_kind": ApplicantCode.of(case.uscc).kind,
            **letter_fields(case, found.programme, official),
            **_follows_from(case, found.programme),
            "findings": [FindingOut.of(finding, found) for finding in found.report.findings],
            "demands": missing_demands(found.report),
            "decision": shown(case.decision),
            "earlier_decisions": [decision for decision in earlier if decision is not None],
            "corrections": [shown_of(correction) for correction in case.corrections],
            "warnings": [WarningOut(id=w.id, text=w.text) for w in warnings_of(case)],
            "answers": case.answers if JUDGE & official.roles else None,
        }
        return cls.model_validate(facts, from_attributes=True)


class RoundProgress(BaseModel):
    """Where the cases of a round stand, by the words of the programme's path.

    `supplement_returned` are in formal review for a further time; `incomplete` are in formal review
    with something missing; `clocks_running` have a supplement due; `delivery_failed` bounced.
    `deemed_acceptance_soon` are about to count as accepted by statute, and `accepted_incomplete` do
    so although something was missing.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "cases": 1452,
                "stages": {"accepted": 1200, "awaiting_supplement": 152, "not_accepted": 102},
                "supplement_returned": 0,
                "incomplete": 0,
                "clocks_running": 152,
                "delivery_failed": 0,
                "deemed_acceptance_soon": 3,
                "accepted_incomplete": 1,
            }
        }
    )

    cases: int
    stages: dict[str, int]
    supplement_returned: int
    incomplete: int
    clocks_running: int
    delivery_failed: int
    deemed_acceptance_soon: int
    accepted_incomplete: int

    @classmethod
    def of(cls, progress: Progress) -> Self:
        """The answer about a round."""
        return cls.model_validate(progress, from_attributes=True)
