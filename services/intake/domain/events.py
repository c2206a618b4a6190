"""The events that tell the other services what happened here."""

from datetime import datetime

from services.intake.domain import material as own
from services.intake.domain.application import Application
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.supplement_round import SupplementRound
from shared.contracts.applications import (
    ApplicationReinstated,
    ApplicationSubmitted,
    ApplicationSupplemented,
    ApplicationWithdrawn,
    Material,
)
from shared.contracts.base import Standing
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered


def standing(application: Application) -> Standing:
    """Where the application stands as intake knows it, with the facts that figures are cut by."""
    milestones: dict[str, datetime] = {}
    if application.submission is not None:
        milestones["submitted"] = application.submission.received_at
    for supplement in application.supplements:
        if supplement.received_at is not None:
            milestones.setdefault("supplemented", supplement.received_at)
    if application.withdrawal is not None and not application.withdrawal.refused:
        milestones["withdrawn"] = application.withdrawal.at
    return Standing(
        programme=application.programme,
        programme_version=application.programme_version,
        round=application.round,
        district=application.district,
        industry=application.industry,
        category=application.category,
        milestones=milestones,
    )


def submitted(application: Application) -> ApplicationSubmitted:
    """That it was submitted, with everything in it."""
    submission = application.receipt
    return ApplicationSubmitted(
        application=application.id,
        number=submission.number,
        uscc=application.uscc,
        enterprise=application.enterprise,
        product=application.product,
        answers=dict(application.answers),
        materials=_materials(application),
        received_at=submission.received_at,
        standing=standing(application),
    )


def supplemented(
    application: Application, received: SupplementRound, at: datetime
) -> ApplicationSupplemented:
    """That a supplement arrived, with everything as it is now."""
    return ApplicationSupplemented(
        application=application.id,
        number=application.receipt.number,
        supplement_round=received.number,
        items=received.received_items,
        answers=dict(application.answers),
        materials=_materials(application),
        received_at=at,
        standing=standing(application),
    )


def withdrawn(application: Application, reason: str, at: datetime) -> ApplicationWithdrawn:
    """That the enterprise withdrew."""
    return ApplicationWithdrawn(
        application=application.id,
        number=application.receipt.number,
        reason=reason,
        at=at,
        standing=standing(application),
    )


def reinstated(application: Application, at: datetime) -> ApplicationReinstated:
    """That its withdrawal was refused."""
    return ApplicationReinstated(
        application=application.id,
        number=application.receipt.number,
        at=at,
        standing=standing(application),
    )


def enterprise_registered(enterprise: Enterprise) -> EnterpriseRegistered:
    """That an enterprise is known."""
    return EnterpriseRegistered(**_profile(enterprise))


def enterprise_changed(enterprise: Enterprise) -> EnterpriseChanged:
    """That a known enterprise changed."""
    return EnterpriseChanged(**_profile(enterprise))


def _profile(enterprise: Enterprise) -> dict[str, object]:
    profile = enterprise.profile
    return {
        "uscc": enterprise.uscc,
        "name": profile.name,
        "district": profile.district,
        "industry": profile.industry,
        "language": profile.language,
        "email": profile.email,
        "at": enterprise.changed_at,
    }


def _materials(application: Application) -> tuple[Material, ...]:
    return tuple(_public(material) for material in application.materials)


def _public(material: own.Material) -> Material:
    return Material(
        id=material.id,
        requirement=material.requirement,
        filename=material.filename,
        kind=material.kind,
        pages=material.pages,
        size=material.size,
        sha256=material.sha256,
    )
