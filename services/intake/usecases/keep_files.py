"""Stores files that were checked, before any record refers to them."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.domain.material import Material, ending, material_id
from services.intake.ports import Files, Upload
from services.intake.usecases.check_files import CheckedFile


async def keep_files(
    files: Files,
    application: str,
    checked: Sequence[CheckedFile],
    known: Sequence[Material],
    at: datetime,
) -> list[Material]:
    """The files as materials, in order; what is `known` already, or came twice, is kept once."""
    found = {material.id: material for material in known}
    ids = [material_id(c.received.requirement, c.received.sha256) for c in checked]
    new = {i: c for i, c in zip(ids, checked, strict=True) if i not in found}
    stored = await files.keep([_upload(application, c) for c in new.values()]) if new else []
    for (identity, c), file in zip(new.items(), stored, strict=True):
        found[identity] = Material(
            id=identity,
            requirement=c.received.requirement,
            filename=_name(c),
            kind=c.inspected.kind,
            pages=c.inspected.pages,
            size=c.received.size,
            sha256=c.received.sha256,
            file=file,
            received_at=at,
        )
    return [found[identity] for identity in dict.fromkeys(ids)]


def _upload(application: str, checked: CheckedFile) -> Upload:
    received = checked.received
    return Upload(
        application=application,
        filename=_name(checked),
        kind=checked.inspected.kind,
        size=received.size,
        content=received.content,
    )


def _name(checked: CheckedFile) -> str:
    """As it was sent; one that came without is called by its requirement and what it is."""
    received = checked.received
    if received.filename != received.requirement:
        return received.filename
    return f"{received.requirement}{ending(checked.inspected.kind)}"
