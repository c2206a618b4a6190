"""What may be done to a draft."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.fields import check_answers, check_fields, check_open, four_digits
from services.intake.domain.material import Material
from services.intake.domain.refusals import AlreadyWithdrawn, NotADraft
from services.intake.domain.timeline import timeline_item
from shared.errors import FieldError, NotFound, Rejected
from shared.programmes import Programme
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changes in a draft; None changes nothing; answers are merged, null erases."""

    product: Bilingual | None = None
    category: str | None = None
    industry: str | None = None
    answers: Mapping[str, Any] | None = None
    district: str | None = None


def open_draft(
    identity: str,
    enterprise: Enterprise,
    programme: Programme,
    round_id: str,
    amendment: Amendment,
    at: datetime,
) -> Application:
    """A new draft. Raises CallClosed out of time, InvalidFields for what the programme hasn't."""
    check_open(programme.round(round_id), at)
    draft = Application(
        id=identity,
        uscc=enterprise.uscc,
        enterprise=enterprise.profile.name,
        district=enterprise.profile.district,
        programme=programme.id,
        programme_version=programme.version,
        round=round_id,
        path=programme.way,
        product=amendment.product or Bilingual(zh="", en=""),
        category=amendment.category or "",
        industry=four_digits(amendment.industry or enterprise.profile.industry),
        answers=_merged({}, amendment.answers),
        created_at=at,
    )
    draft = _in_district(draft, amendment.district)
    check_fields(programme, draft)
    check_answers(programme, amendment.answers or {})
    opened = timeline_item(
        at, "draft_opened", "enterprise", zh="您已新建申报草稿。", en="Draft opened."
    )
    return draft.with_items(opened)


def amend(application: Application, programme: Programme, amendment: Amendment) -> Application:
    """The draft with these changes."""
    check_is_draft(application)
    check_answers(programme, amendment.answers or {})
    changed = replace(
        application,
        product=amendment.product or application.product,
        category=amendment.category or application.category,
        industry=four_digits(amendment.industry or application.industry),
        answers=_merged(application.answers, amendment.answers),
    )
    changed = _in_district(changed, amendment.district)
    check_fields(programme, changed)
    return changed


def add_materials(
    application: Application,
    programme: Programme,
    added: Iterable[Material],
    *,
    replacing: Collection[str] = (),
) -> Application:
    """The draft with these files; one that it has already is not added again.

    For the requirements `replacing` they take the place of those that are there.
    Raises Rejected (too-many-files) when a requirement would have more than the programme takes.
    """
    check_is_draft(application)
    came = list(added)
    materials = kept_beside(application.materials, came, replacing)
    for material in came:
        materials.setdefault(material.id, material)
    check_counts(programme, materials.values())
    return replace(application, materials=tuple(materials.values()))


def kept_beside(
    there: Iterable[Material], came: Iterable[Material], replacing: Collection[str]
) -> dict[str, Material]:
    """The files that stay, by id, when others come that replace those of some requirements."""
    same = {material.id for material in came}
    return {m.id: m for m in there if m.requirement not in replacing or m.id in same}


def remove_material(application: Application, material: str) -> Application:
    """The draft without this file. Raises NotFound when it has no such file."""
    check_is_draft(application)
    kept = tuple(found for found in application.materials if found.id != material)
    if len(kept) == len(application.materials):
        raise NotFound("material", material)
    return replace(application, materials=kept)


def rename(application: Application, enterprise: Enterprise) -> Application:
    """The draft under its enterprise's present name and, unless it has one of its own, district."""
    check_is_draft(application)
    profile = enterprise.profile
    district = application.district if application.district_given else profile.district
    return replace(application, enterprise=profile.name, district=district)


def check_is_draft(application: Application) -> None:
    """Raises NotADraft, or AlreadyWithdrawn, when the application is no draft any more."""
    if application.withdrawn_at is not None:
        raise AlreadyWithdrawn(application.withdrawn_at)
    if application.submission is not None:
        raise NotADraft(application.submission.number)


def check_counts(programme: Programme, materials: Iterable[Material]) -> None:
    """Raises Rejected (too-many-files) for a requirement with more files than it may have."""
    by_requirement: dict[str, list[Material]] = {}
    for material in materials:
        by_requirement.setdefault(material.requirement, []).append(material)
    limits = {asked.id: asked.max_files for asked in programme.materials}
    errors = tuple(
        FieldError(
            requirement,
            f"{files[-1].filename} would be file {len(files)}; at most {limits[requirement]} may "
            "be sent. Remove one that is there first.",
        )
        for requirement, files in by_requirement.items()
        # What newer rules no longer ask for may stay in a draft.
        if requirement in limits and len(files) > limits[requirement]
    )
    if errors:
        raise Rejected(
            "There are more files than the programme takes. Nothing was stored.",
            errors,
            code="too-many-files",
        )


def _in_district(application: Application, given: str | None) -> Application:
    if given is None:
        return application
    return replace(application, district=given, district_given=True)


def _merged(answers: Mapping[str, Any], changes: Mapping[str, Any] | None) -> dict[str, Any]:
    merged = {**answers, **(changes or {})}
    return {name: value for name, value in merged.items() if value is not None}
