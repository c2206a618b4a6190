"""An enterprise hands in files with its draft."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.drafting import add_materials, check_is_draft, replaced_files
from services.intake.domain.material import Material
from services.intake.domain.received_file import ReceivedFile
from services.intake.ports import Applications, Files, Found, Inspect
from services.intake.usecases.access import check_owns
from services.intake.usecases.check_files import (
    RefusedFile,
    check_files,
    replaced_by,
    targets_said,
)
from services.intake.usecases.keep_files import keep_files
from services.intake.usecases.rules import rules_for
from shared.errors import StaleWrite
from shared.programmes import Programme, Programmes
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class Added:
    """The draft as it is now, and the materials that this request was about."""

    found: Found
    materials: list[Material]
    refused: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True)
class AddMaterials:
    """Files are stored first and referred to afterwards; what nobody refers to is swept away."""

    applications: Applications
    files: Files
    programmes: Programmes
    inspect: Inspect

    async def before(
        self, identity: str, owner: str, at: datetime, versions: Collection[int] | None = None
    ) -> tuple[Found, Programme]:
        """The draft and its programme. Raises Rejected when nothing can be added to it."""
        found = self._at_hand(identity, versions) or await self.applications.get(identity)
        check_owns(found.application, owner)
        check_is_draft(found.application)
        return found, rules_for(self.programmes, found.application, at)

    async def __call__(
        self,
        found: Found,
        received: Sequence[ReceivedFile],
        at: datetime,
        versions: Collection[int] | None = None,
        *,
        replace: bool = False,
    ) -> Added:
        """Those of the files that can be taken. Raises Rejected when none can.

        One of which it was said which file it replaces takes the place of that. With `replace` all
        take the place of those that are there for the same requirements, but for requirements of
        which one was refused. Raises StaleWrite only when
        `versions` are insisted on.
        """
        before = found.application
        instead = replaced_files(before, received)
        programme = rules_for(self.programmes, before, at)
        checked = await check_files(programme, received, self.inspect, before.uscc)
        if versions is not None and found.version not in versions:
            raise StaleWrite("application")
        replacing = replaced_by(checked) if replace else frozenset()
        said = set(targets_said(checked.good).values())
        gives_way = {identity for target, identity in instead.items() if target in said}
        ours: list[Material] = []

        async def save(found: Found) -> Added:
            now = found.application
            # What was there at first may have been taken out and swept away since.
            known = (*now.materials, *ours)
            materials = await keep_files(self.files, now.id, checked.good, known, at)
            ours.extend(m for m in materials if m not in known)
            changed = add_materials(now, programme, materials, replacing=replacing, gone=gives_way)
            if changed == now:
                return Added(found, materials, checked.refused)
            for gone in now.materials:
                if gone not in changed.materials:
                    await self.files.unsettle(gone.file)
            saved = await self.applications.save(found, changed, at=at)
            return Added(saved, materials, checked.refused)

        try:
            return await save(found)
        except StaleWrite:
            if versions is not None:
                raise

        async def once() -> Added:
            return await save(await self.applications.get(before.id))

        return await retry(once)

    def _at_hand(self, identity: str, versions: Collection[int] | None) -> Found | None:
        """An old draft would only cost a second save; one with files could name removed ones."""
        recent = self.applications.recent_draft(identity)
        if recent is None or recent.application.materials or versions is not None:
            return None
        return recent
