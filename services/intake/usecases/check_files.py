"""Judges files that arrived together: all are taken, or none is and each bad one is named."""

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


async def check_files(programme: Programme, files: Sequence[ReceivedFile]) -> list[CheckedFile]:
    """The files with what they are. Raises Rejected that names every file that can't be taken.

    Its code is the one that all refusals share, or invalid-material when they differ.
    """
    asked = {material.id: material for material in programme.materials}
    checked: list[CheckedFile] = []
    refused: list[tuple[ReceivedFile, FileRefused]] = []
    for file in files:
        try:
            inspected = await _check(programme, asked.get(file.requirement), file)
            checked.append(CheckedFile(file, inspected))
        except FileRefused as refusal:
            refused.append((file, refusal))
    if refused:
        codes = {refusal.code for _, refusal in refused}
        raise Rejected(
            f"{len(refused)} of {len(files)} files can't be taken. Nothing was stored.",
            tuple(
                FieldError(file.requirement, f"{file.filename} {refusal.text}.")
                for file, refusal in refused
            ),
            code=codes.pop() if len(codes) == 1 else "invalid-material",
        )
    return checked


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
