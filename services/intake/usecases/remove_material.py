"""An enterprise takes a file out of its draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.drafting import remove_material
from services.intake.ports import Applications, Files, Found
from services.intake.usecases.access import check_owns
from shared.errors import StaleWrite
from shared.retrying import retry


@dataclass(frozen=True)
class RemoveMaterial:
    """The file itself is swept away later, since nobody refers to it any more."""

    applications: Applications
    files: Files

    async def __call__(
        self,
        identity: str,
        owner: str,
        material: str,
        at: datetime,
        versions: Collection[int] | None = None,
    ) -> Found:
        """The draft without the file. Raises NotFound when it has no such file."""

        async def once() -> Found:
            found = await self.applications.get(identity)
            check_owns(found.application, owner)
            changed = remove_material(found.application, material)
            if versions is not None and found.version not in versions:
                raise StaleWrite("application")
            for gone in found.application.materials:
                if gone.id == material:
                    await self.files.unsettle(gone.file)
            return await self.applications.save(found, changed, at=at)

        return await (once() if versions is not None else retry(once))
