"""The events that tell the other services what happened here."""

from collections.abc import Iterator
from datetime import datetime

from services.intake.domain import material as own
from services.intake.domain.application import Application
from services.intake.domain.demands import still_empty
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.pre_evaluation import DraftAdvice, declared_by
from services.intake.domain.staging import filled_items
from services.intake.domain.supplement_round import SupplementRound
from shared.contracts.applications import (
    ApplicationReinstated,
    ApplicationSubmitted,
    ApplicationSupplemented,
    ApplicationWithdrawn,
    EmptyItem,
    Material,
    SupplementStaged,
    SuppliedFile,
)
from shared.contracts.base import Addressee, Standing
from shared.contracts.drafts import AdvisedItem, CallClosing, DraftAdvised, DraftDeleted
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.identity import kind_for_events
from shared.programmes import Milestone, Programme
from shared.programmes.path import FormalReview
from shared.values import Bilingual


def standing(application: Application) -> Standing:
    """Where the application stands as intake knows it, with the facts that figures are cut by."""
    return Standing(
        programme=application.programme,
        programme_version=application.programme_version,
        round=application.round,
        district=application.district,
        industry=application.industry,
        category=application.category,
        milestones={given.id: at for given, at in _reached(application) if given is not None},
        subject=None if application.facts is None else application.uscc,
        facts=None if application.facts is None else dict(application.facts),
    )


def _reached(application: Application) -> Iterator[tuple[Milestone | None, datetime]]:
    """What intake knows to be reached, by the milestones that the path gives for it, if any."""
    path, given = application.path, application.path.entry.milestones
    if application.submission is not None:
        yield given.submitted, application.submission.received_at
    answered = (r.received_at for r in application.supplements if r.received_at is not None)
    first = next(answered, None)
    if first is not None:
        for review in path.of_kind(FormalReview):
            yield review.milestones.supplemented, first
    if application.withdrawn_at is not None:
        yield given.withdrawn, application.withdrawn_at


def submitted(application: Application) -> ApplicationSubmitted:
    """That it was submitted, with everything in it."""
    submission = application.receipt
    return ApplicationSubmitted(
        application=application.id,
        number=submission.number,
        uscc=application.uscc,
        code_kind=kind_for_events(application.uscc),
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
    empty = still_empty(received, filled_items(application, received))
    return ApplicationSupplemented(
        application=application.id,
        number=application.receipt.number,
        supplement_round=received.number,
        items=received.received_items,
        answers=dict(application.answers),
        materials=_materials(application),
        files=tuple(
            SuppliedFile(file=file, replaces=replaces) for file, replaces in received.received_files
        ),
        # What nobody has sent has no request.
        at_end_of_term=True if received.key is None else None,
        empty=tuple(EmptyItem(requirement=e.requirement, name=e.name) for e in empty) or None,
        received_at=at,
        uscc=application.uscc,
        code_kind=kind_for_events(application.uscc),
        enterprise=application.enterprise,
        product=application.product,
        standing=standing(application),
    )


def supplement_staged(
    application: Application, supplement_round: int, at: datetime, *, anything: bool
) -> SupplementStaged:
    """That something is staged for a supplement now, or nothing any more."""
    return SupplementStaged(
        application=application.id,
        number=application.receipt.number,
        supplement_round=supplement_round,
        anything=anything,
        at=at,
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


def call_closing(
    draft: Application, programme: Programme, closes_at: datetime, at: datetime
) -> CallClosing:
    """That its call is about to close, and a draft complete, or one that came with a call."""
    return CallClosing(
        application=draft.id,
        closes_at=closes_at,
        addressee=_addressee(draft, programme),
        recognition=None if draft.call is None else draft.call.number,
        at=at,
        standing=standing(draft),
    )


def draft_deleted(draft: Application, at: datetime) -> DraftDeleted:
    """That a draft is gone."""
    return DraftDeleted(application=draft.id, at=at, standing=standing(draft))


def draft_advised(draft: Application, programme: Programme, known: DraftAdvice) -> DraftAdvised:
    """That there is advice on a draft: the last one that is known."""
    declared, advice = declared_by(programme), known.advice[-1]
    return DraftAdvised(
        application=draft.id,
        advice=len(known.advice),
        called=Bilingual(zh=declared.name.zh, en=declared.name.en),
        basis=Bilingual(zh=declared.basis.zh, en=declared.basis.en),
        office=advice.office,
        opinion=advice.opinion,
        findings=tuple(
            AdvisedItem(item=one.item, name=one.name, clause=one.clause, text=one.text)
            for one in advice.findings
        ),
        rule_version=advice.rule_version,
        by=advice.by,
        addressee=_addressee(draft, programme),
        at=advice.at,
        standing=standing(draft),
    )


def _addressee(draft: Application, programme: Programme) -> Addressee:
    name = programme.name
    return Addressee(
        uscc=draft.uscc,
        code_kind=kind_for_events(draft.uscc),
        enterprise=draft.enterprise,
        product=draft.product,
        programme_name=Bilingual(zh=name.zh, en=name.en),
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
        "code_kind": kind_for_events(enterprise.uscc),
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
