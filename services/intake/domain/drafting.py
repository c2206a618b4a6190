"""What may be done to a draft."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.fields import answers_as_read, check_fields, check_open
from services.intake.domain.material import Material, find_file
from services.intake.domain.received_file import ADD, ReceivedFile
from services.intake.domain.refusals import AlreadyWithdrawn, NotADraft, NotCalled, UnknownTarget
from services.intake.domain.subject import check_subject
from services.intake.domain.timeline import timeline_item
from shared.errors import FieldError, NotFound, Rejected
from shared.programmes import Programme
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changes in a draft; None changes nothing; answers are merged, null erases.

    The industry has four digits, the answers are as they were written.
    """

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
    """A new draft. Raises CallClosed out of time, NotCalled where a cohort is called, WrongSubject
    for an applicant of another kind, InvalidFields for what the programme hasn't.
    """
    check_open(programme.round(round_id), at)
    if programme.way.cohort is not None:
        raise NotCalled(programme.id, round_id)
    check_subject(programme, enterprise.uscc)
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
        industry=amendment.industry or enterprise.profile.industry,
        answers=_merged({}, answers_as_read(programme, amendment.answers or {})),
        created_at=at,
    )
    draft = _in_district(draft, amendment.district)
    check_fields(programme, draft, amendment.answers or {})
    opened = timeline_item(
        at, "draft_opened", "enterprise", zh="您已新建申报草稿。", en="Draft opened."
    )
    return draft.with_items(opened)


def amend(application: Application, programme: Programme, amendment: Amendment) -> Application:
    """The draft with these changes."""
    check_is_draft(application)
    given = amendment.answers or {}
    changed = replace(
        application,
        product=amendment.product or application.product,
        category=amendment.category or application.category,
        industry=amendment.industry or application.industry,
        answers=_merged(application.answers, answers_as_read(programme, given)),
    )
    changed = _in_district(changed, amendment.district)
    check_fields(programme, changed, given)
    return changed


def add_materials(
    application: Application,
    programme: Programme,
    added: Iterable[Material],
    *,
    replacing: Collection[str] = (),
    gone: Collection[str] = (),
) -> Application:
    """The draft with these files; one that it has already is not added again.

    For the requirements `replacing` they take the place of those that are there, and else of those
    with the ids `gone`.
    Raises Rejected (too-many-files) when a requirement would have more than the programme takes.
    """
    check_is_draft(application)
    came = list(added)
    same = {material.id for material in came}
    there = (m for m in application.materials if m.id not in gone or m.id in same)
    materials = kept_beside(there, came, replacing)
    for material in came:
        materials.setdefault(material.id, material)
    check_counts(programme, materials.values())
    return replace(application, materials=tuple(materials.values()))


def replaced_files(
    application: Application, received: Iterable[ReceivedFile]
) -> dict[tuple[str, str], str]:
    """By requirement and target as it was said, the id of the file that is to be replaced.

    Raises UnknownTarget for what is no file of the same requirement.
    """
    found: dict[tuple[str, str], str] = {}
    unknown: dict[str, tuple[str, Collection[str]]] = {}
    for file in received:
        there = [m for m in application.materials if m.requirement == file.requirement]
        if file.target is None or file.target == ADD:
            continue
        if (meant := find_file(file.target, there)) is None:
            part = f"{file.requirement}/{file.target}"
            unknown[part] = (file.requirement, [material.id for material in there])
        else:
            found[file.requirement, file.target] = meant.id
    if unknown:
        raise UnknownTarget(unknown)
    return found


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
    """The draft under its enterprise's present name and, unless it has one of its own, district.

    One that came with a call has no industry until its enterprise registers.
    """
    check_is_draft(application)
    profile = enterprise.profile
    district = application.district if application.district_given else profile.district
    industry = application.industry or profile.industry
    return replace(application, enterprise=profile.name, district=district, industry=industry)


def check_is_draft(application: Application) -> None:
    """Raises NotADraft, or AlreadyWithdrawn, when the application is no draft any more."""
    if application.withdrawn_at is not None:
        raise AlreadyWithdrawn(application.withdrawn_at)
    if application.submission is not None:
        raise NotADraft(application.submission.number)


def check_counts(
    programme: Programme, materials: Iterable[Material], staying: Collection[str] = ()
) -> None:
    """Raises Rejected (too-many-files) for a requirement with more files than it may have.

    `staying` has the ids of files that the enterprise can't take out.
    """
    by_requirement: dict[str, list[Material]] = {}
    for material in materials:
        by_requirement.setdefault(material.requirement, []).append(material)
    limits = {asked.id: asked.max_files for asked in programme.materials}
    errors = tuple(
        _too_many(requirement, files, limits[requirement], staying)
        for requirement, files in by_requirement.items()
        # What newer rules no longer ask for may stay in a draft.
        if requirement in limits and len(files) > limits[requirement]
    )
    if errors:
        raise Rejected(
            "There are more files than the programme takes. Nothing was stored.",
            errors,
            code="too-many-files",
            zh="文件数量超过上限。未保存任何内容。",
        )


def _too_many(
    requirement: str, files: Sequence[Material], most: int, staying: Collection[str]
) -> FieldError:
    last, n = files[-1].filename, len(files)
    if kept := sum(file.id in staying for file in files):
        return FieldError(
            requirement,
            f"{last} would be file {n}; at most {most} may be there, and {kept} that are not "
            "refused stay. Put several into one file.",
            f"{last} 将是第 {n} 个文件；最多 {most} 个，其中 {kept} 个未退回的文件保留。"
            "请将多个文件合并为一个。",
        )
    return FieldError(
        requirement,
        f"{last} would be file {n}; at most {most} may be sent. Remove one that is there first.",
        f"{last} 将是第 {n} 个文件；最多 {most} 个。请先删去已有的一个。",
    )


def _in_district(application: Application, given: str | None) -> Application:
    if given is None:
        return application
    return replace(application, district=given, district_given=True)


def _merged(answers: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**answers, **changes}
    return {name: value for name, value in merged.items() if value is not None}
