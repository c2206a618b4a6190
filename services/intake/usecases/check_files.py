"""Judges files that arrived together, each by itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.inspection.inspect import inspect, is_archive
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.received_file import ReceivedFile
from shared.errors import FieldError, Rejected
from shared.programmes import Material, Programme

INLINE_AT_MOST = 32 * 1024
"""Bytes up to which a file that is no archive is inspected at once: a small PDF takes 0.1 ms, a
thread more. The worst that was made of eight times as many held all others up for 0.2 s."""


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


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """What may be taken of the files that arrived together, and what may not."""

    good: tuple[CheckedFile, ...]
    refused: tuple[RefusedFile, ...]


async def check_files(programme: Programme, files: Sequence[ReceivedFile]) -> CheckedFiles:
    """The files with what they are. Raises Rejected that names each when none can be taken.

    Its code is the one that all refusals share, or invalid-material when they differ.
    """
    asked = {material.id: material for material in programme.materials}
    good: list[CheckedFile] = []
    refused: list[RefusedFile] = []
    for file in files:
        try:
            inspected = await _check(programme, asked.get(file.requirement), file)
            good.append(CheckedFile(file, inspected))
        except FileRefused as refusal:
            refused.append(RefusedFile(file, refusal))
    if refused and not good:
        codes = {each.refusal.code for each in refused}
        raise Rejected(
            f"{_none_of(len(refused))} Nothing was stored.",
            tuple(FieldError(each.received.requirement, each.message) for each in refused),
            code=codes.pop() if len(codes) == 1 else "invalid-material",
        )
    return CheckedFiles(tuple(good), tuple(refused))


def replaced_by(checked: CheckedFiles) -> frozenset[str]:
    """The requirements whose files are replaced; none of which another file was refused."""
    spoilt = {each.received.requirement for each in checked.refused}
    return frozenset(each.received.requirement for each in checked.good) - spoilt


def _none_of(files: int) -> str:
    return "The file can't be taken." if files == 1 else f"None of the {files} files can be taken."


async def _check(programme: Programme, asked: Material | None, file: ReceivedFile) -> Inspected:
    if asked is None:
        raise FileRefused("unknown-requirement", _unknown(programme, file.requirement))
    if file.over:
        raise FileRefused(
            "file-too-large", f"is larger than the {asked.max_mb} MB that are taken for {asked.id}"
        )
    if file.size > INLINE_AT_MOST or is_archive(file.content):
        inspected = await asyncio.to_thread(inspect, file.content, file.filename)
    else:
        inspected = inspect(file.content, file.filename)
    if inspected.kind not in asked.accepts:
        raise FileRefused(
            "kind-not-accepted",
            f"is {inspected.kind.upper()}; {asked.id} takes "
            f"{', '.join(kind.upper() for kind in asked.accepts)}",
        )
    return inspected


def _unknown(programme: Programme, requirement: str) -> str:
    if any(field.id == requirement for field in programme.answers):
        return f"is for {requirement}, which is answered in the form, not with a file"
    known = ", ".join(material.id for material in programme.materials)
    return f"is for {requirement}, which is not on the checklist; it has: {known}"
