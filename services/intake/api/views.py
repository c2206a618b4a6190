"""Applications as the JSON that answers carry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.material import Material
from services.intake.domain.next_step import NextStep
from services.intake.domain.supplement_round import AskedItem, SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.programmes import Report
from shared.values import Bilingual


def instant(at: datetime | None) -> str | None:
    """An instant in UTC, such as 2019-07-01T04:00:00.000Z."""
    if at is None:
        return None
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def text(found: Bilingual) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": found.zh, "en": found.en}


def enterprise_view(enterprise: Enterprise, version: int) -> dict[str, Any]:
    """An enterprise as itself and the association see it."""
    profile = enterprise.profile
    return {
        "uscc": enterprise.uscc,
        "name": text(profile.name),
        "district": profile.district,
        "industry": profile.industry,
        "language": profile.language,
        "email": profile.email,
        "former_names": [text(former.name) for former in enterprise.former_names],
        "version": version,
    }


def material_view(material: Material) -> dict[str, Any]:
    """A file that was taken."""
    return {
        "id": material.id,
        "requirement": material.requirement,
        "filename": material.filename,
        "kind": material.kind,
        "pages": material.pages,
        "size": material.size,
        "sha256": material.sha256,
        "received_at": instant(material.received_at),
    }


def summary_view(application: Application) -> dict[str, Any]:
    """An application in a list."""
    submission = application.submission
    return {
        "id": application.id,
        "stage": application.stage,
        "number": submission.number if submission else None,
        "programme": application.programme,
        "round": application.round,
        "product": text(application.product),
        "category": application.category,
        "created_at": instant(application.created_at),
        "received_at": instant(submission.received_at) if submission else None,
        "supplement_open": application.awaited_supplement is not None,
    }


def application_view(application: Application, version: int) -> dict[str, Any]:
    """An application with everything in it."""
    return {
        **summary_view(application),
        "version": version,
        "uscc": application.uscc,
        "enterprise": text(application.enterprise),
        "district": application.district,
        "programme_version": application.programme_version,
        "industry": application.industry,
        "answers": dict(application.answers),
        "materials": [material_view(material) for material in application.materials],
    }


def receipt_view(application: Application) -> dict[str, Any]:
    """Proof of submission."""
    submission = application.submission
    return {
        "id": application.id,
        "number": submission.number if submission else None,
        "received_at": instant(submission.received_at) if submission else None,
        "stage": application.stage,
    }


def supplement_view(application: Application, received: SupplementRound) -> dict[str, Any]:
    """Proof that a supplement arrived."""
    return {
        **receipt_view(application),
        "received_at": instant(received.received_at),
        "supplement_round": received.number,
        "items": list(received.received_items),
    }


def self_check_view(report: Report) -> dict[str, Any]:
    """What formal review would find."""
    return {
        "complete": report.complete,
        "findings": [
            {
                "requirement": finding.requirement,
                "status": finding.status,
                "clause": text(finding.clause),
                "name": text(finding.name),
                "reason": finding.reason,
                "reason_text": text(finding.reason_text) if finding.reason_text else None,
                "acceptable": text(finding.acceptable),
                "alternatives": list(finding.alternatives),
            }
            for finding in report.findings
        ],
        "demands": [_demand_view(gap.alternatives, gap.choose, gap.ways) for gap in report.demands],
    }


def timeline_view(application: Application, step: NextStep) -> dict[str, Any]:
    """The application in plain words."""
    awaited = application.awaited_supplement
    submission = application.submission
    items = sorted(application.timeline, key=lambda item: item.at)
    return {
        "id": application.id,
        "number": submission.number if submission else None,
        "stage": application.stage,
        "turn": step.turn,
        "next_step": text(step.text),
        "due_at": instant(step.due_at),
        "due_explanation": text(step.due_explanation) if step.due_explanation else None,
        "missing": [_missing_view(item) for item in awaited.items] if awaited else [],
        "demands": [
            _demand_view(demand.branches, demand.choose, demand.ways)
            for demand in (awaited.demands if awaited else ())
        ],
        "events": [_item_view(item) for item in items],
    }


def _demand_view(
    branches: Iterable[Iterable[str]], choose: int, ways: Iterable[Iterable[Iterable[str]]]
) -> dict[str, Any]:
    return {
        "branches": [list(branch) for branch in branches],
        "choose": choose,
        "ways": [[list(way) for way in each] for each in ways],
    }


def _missing_view(item: AskedItem) -> dict[str, Any]:
    return {
        "requirement": item.requirement,
        "name": text(item.name),
        "clause": item.clause,
        "reason": item.reason,
        "reason_text": text(item.reason_text),
        "acceptable": text(item.acceptable),
        "alternatives": list(item.alternatives),
    }


def _item_view(item: TimelineItem) -> dict[str, Any]:
    return {"at": instant(item.at), "what": item.what, "text": text(item.text), "by": item.by}
