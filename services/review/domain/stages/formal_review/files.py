"""The single files of a requirement: which are refused and why, which stay, what came instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.review.domain.case.case import Case
from services.review.domain.stages.formal_review.facts import facts_of
from services.review.domain.stages.formal_review.kept import Judgement
from shared.contracts.applications import Material
from shared.contracts.reviews import JudgedFile
from shared.errors import FieldError, Rejected
from shared.programmes import Finding, Programme
from shared.programmes import Material as Requirement
from shared.programmes.check import file_fault
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class OneFile:
    """A file among those of a requirement, by its id or its SHA-256."""

    requirement: str
    file: str


class UnknownFile(Rejected):
    """There is no such file for the requirement that a verdict is about."""

    def __init__(self, unknown: Mapping[str, tuple[OneFile, tuple[Material, ...]]]) -> None:
        super().__init__(
            "A verdict names a file that is not there for its requirement. Nothing was changed.",
            tuple(_not_among(field, *which) for field, which in unknown.items()),
            code="unknown-file",
            zh="结论所指的文件不在该项材料之中。未作任何更改。",
        )


@dataclass(frozen=True, slots=True)
class FileFinding:
    """A file of a requirement as it stands: refused and why, or not.

    `verdict` is an officer's word on this very file. It came with the `supplement_round`-th
    supplement, with the application if 0, and took the place of `replaces`.
    """

    material: Material
    refused: bool
    reason: str | None
    verdict: Judgement | None
    supplement_round: int = 0
    replaces: tuple[Material, ...] = ()

    @property
    def note(self) -> str | None:
        """What the officer says about it to the enterprise."""
        return None if self.verdict is None else self.verdict.note


def material_named(case: Case, named: OneFile) -> Material | None:
    """The file that is meant; None when there is none such for the requirement."""
    return next(
        (
            material
            for material in case.materials
            if material.requirement == named.requirement
            and named.file.casefold() in (material.id.casefold(), material.sha256)
        ),
        None,
    )


def files_of(case: Case, programme: Programme, finding: Finding) -> tuple[FileFinding, ...]:
    """The files of what a finding is about, the oldest first."""
    requirement = next((m for m in programme.materials if m.id == finding.requirement), None)
    if requirement is None:
        return ()
    materials = [m for m in case.materials if m.requirement == requirement.id]
    kept = {material.id: material for material in (*case.replaced, *case.materials)}
    came = {supplied.file: supplied for supplied in case.supplied}
    found = []
    for material in materials:
        refused, reason = _standing(case, requirement, finding, material, len(materials))
        supplied = came.get(material.id)
        gone = supplied.replaces if supplied else ()
        found.append(
            FileFinding(
                material,
                refused,
                reason,
                case.file_verdicts.get(material.id),
                supplied.supplement_round if supplied else 0,
                tuple(kept[identity] for identity in gone if identity in kept),
            )
        )
    return tuple(found)


def judged_file(finding: FileFinding, programme: Programme) -> JudgedFile:
    """What the enterprise is told of a file: its own reason if it was judged by itself."""
    by_itself = finding.refused and finding.verdict is not None
    reason = finding.reason if by_itself else None
    text = None if reason is None else programme.reason(reason).name
    return JudgedFile(
        id=finding.material.id,
        filename=finding.material.filename,
        sha256=finding.material.sha256,
        refused=finding.refused,
        reason=reason,
        reason_text=None if text is None else Bilingual(zh=text.zh, en=text.en),
        note=finding.note,
    )


def _standing(
    case: Case, requirement: Requirement, finding: Finding, material: Material, files: int
) -> tuple[bool, str | None]:
    """Whether a file is refused, and why.

    A word on the whole is one on each file that has none of its own. If only something is
    missing, what is there stays, unless there is no room for another file beside it.
    """
    if (own := case.file_verdicts.get(material.id)) is not None:
        return own.verdict != "accept", own.reason
    whole = case.verdicts.get(requirement.id)
    if whole is None:
        if finding.reason is not None and _is_the_machines(case, requirement.id):
            return True, finding.reason
        return False, file_fault(facts_of(material), requirement)
    if whole.verdict == "missing":
        return files >= requirement.max_files, whole.reason
    return whole.verdict == "invalid", whole.reason


def _is_the_machines(case: Case, requirement: str) -> bool:
    """Whether no officer has refused a file of this requirement."""
    files = (m.id for m in case.materials if m.requirement == requirement)
    words = (case.file_verdicts.get(identity) for identity in files)
    return all(word is None or word.verdict == "accept" for word in words)


def _not_among(field: str, named: OneFile, there: tuple[Material, ...]) -> FieldError:
    ids = [material.id for material in there]
    if not ids:
        en = f"must be left out: there is no file for {named.requirement}"
        return FieldError(field, en, f"请删去此项：{named.requirement} 没有文件")
    en = f"must be the id or the SHA-256 of a file of {named.requirement}: {', '.join(ids)}"
    return FieldError(
        field, en, f"须为 {named.requirement} 中某个文件的编号或 SHA-256：{'、'.join(ids)}"
    )
