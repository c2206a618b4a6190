"""Judges files that arrived together, each by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.material import material_id
from services.intake.domain.received_file import ReceivedFile
from services.intake.ports import Inspect
from shared.errors import FieldError, Rejected
from shared.programmes import Material, Programme

RefusedBefore = Mapping[tuple[str, str], FileRefused]
"""By requirement and SHA-256, why these very bytes are not taken again."""

NONE_BEFORE: RefusedBefore = {}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be taken, and what it is."""

    received: ReceivedFile
    inspected: Inspected


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that can't be taken, and why."""

    received: ReceivedFile
    refusal: FileRefused

    @property
    def message(self) -> str:
        """Which file it is, why it can't be taken and what to do, in one sentence."""
        return f"{self.received.filename} {self.refusal.text}."

    @property
    def zh(self) -> str:
        """The same in Chinese."""
        return f"{self.received.filename} {self.refusal.zh}。"


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """What may be taken of the files that arrived together, and what may not."""

    good: tuple[CheckedFile, ...]
    refused: tuple[RefusedFile, ...]


async def check_files(
    programme: Programme,
    files: Sequence[ReceivedFile],
    inspect: Inspect,
    whose: str,
    *,
    refused: RefusedBefore = NONE_BEFORE,
) -> CheckedFiles:
    """An applicant's files with what they are. Raises Rejected, naming each, if none can be taken.

    Its code is the one that all refusals share, or invalid-material when they differ. `refused`
    are files that an office has refused: the same bytes are not taken again.
    """
    asked = {material.id: material for material in programme.materials}
    good: list[CheckedFile] = []
    spoilt: list[RefusedFile] = []
    for file in files:
        try:
            if (before := refused.get((file.requirement, file.sha256))) is not None:
                raise before
            material = asked.get(file.requirement)
            inspected = await _check(programme, material, file, inspect, whose)
            good.append(CheckedFile(file, inspected))
        except FileRefused as refusal:
            spoilt.append(RefusedFile(file, refusal))
    if spoilt and not good:
        raise refusal_of(spoilt)
    return CheckedFiles(tuple(good), tuple(spoilt))


def refusal_of(spoilt: Sequence[RefusedFile]) -> Rejected:
    """That none of these files can be taken, and why."""
    codes = {each.refusal.code for each in spoilt}
    return Rejected(
        f"{_none_of(len(spoilt))} Nothing was stored.",
        tuple(FieldError(each.received.requirement, each.message, each.zh) for each in spoilt),
        zh=f"{_none_of_zh(len(spoilt))}未保存任何内容。",
        code=codes.pop() if len(codes) == 1 else "invalid-material",
    )


def targets_said(good: Iterable[CheckedFile]) -> dict[str, tuple[str, str | None]]:
    """By the ids of the files as materials, their requirements and targets."""
    said = (each.received for each in good)
    return {material_id(e.requirement, e.sha256): (e.requirement, e.target) for e in said}


def replaced_by(checked: CheckedFiles) -> frozenset[str]:
    """The requirements whose files are replaced; none of which another file was refused."""
    spoilt = {each.received.requirement for each in checked.refused}
    return frozenset(each.received.requirement for each in checked.good) - spoilt


def _none_of_zh(files: int) -> str:
    return "文件无法接收。" if files == 1 else f"{files} 个文件均无法接收。"


def _none_of(files: int) -> str:
    return "The file can't be taken." if files == 1 else f"None of the {files} files can be taken."


async def _check(
    programme: Programme, asked: Material | None, file: ReceivedFile, inspect: Inspect, whose: str
) -> Inspected:
    if asked is None:
        raise FileRefused("unknown-requirement", *_unknown(programme, file.requirement))
    if file.over:
        raise FileRefused(
            "file-too-large",
            f"is larger than the {asked.max_mb} MB that are taken for {asked.id}",
            f"超过 {asked.id} 允许的 {asked.max_mb} MB",
        )
    inspected = await inspect(file, asked.accepts, whose)
    if inspected.kind not in asked.accepts:
        raise FileRefused(
            "kind-not-accepted",
            f"is {inspected.kind.upper()}; {asked.id} takes "
            f"{', '.join(kind.upper() for kind in asked.accepts)}",
            f"是 {inspected.kind.upper()}；{asked.id} 接收的是 "
            f"{'、'.join(kind.upper() for kind in asked.accepts)}",
        )
    return inspected


def _unknown(programme: Programme, requirement: str) -> tuple[str, str]:
    """What is wrong, in English and in Chinese."""
    if any(field.id == requirement for field in programme.answers):
        return (
            f"is for {requirement}, which is answered in the form, not with a file",
            f"用于 {requirement}，该项在表单中填写，不用文件提交",
        )
    known = [material.id for material in programme.materials]
    return (
        f"is for {requirement}, which is not on the checklist; it has: {', '.join(known)}",
        f"用于 {requirement}，材料清单中没有此项；有的是：{'、'.join(known)}",
    )
