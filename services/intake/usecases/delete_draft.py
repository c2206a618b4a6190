"""An enterprise deletes a draft."""

from dataclasses import dataclass

from services.intake.domain.drafting import check_is_draft
from services.intake.ports import Applications, Files
from services.intake.usecases.access import check_owns
from shared.errors import StaleWrite
from shared.retrying import retry


@dataclass(frozen=True)
class DeleteDraft:
    """The files are swept away later, since nobody refers to them any more."""

    applications: Applications
    files: Files

    async def __call__(self, identity: str, owner: str, version: int | None = None) -> None:
        """Raises NotADraft for what was submitted, NotFound when it is gone already."""

        async def once() -> None:
            found = await self.applications.get(identity)
            check_owns(found.application, owner)
            check_is_draft(found.application)
            if version is not None and found.version != version:
                raise StaleWrite("application")
            for material in found.application.materials:
                await self.files.unsettle(material.file)
            await self.applications.remove(found)

        await (once() if version is not None else retry(once))
