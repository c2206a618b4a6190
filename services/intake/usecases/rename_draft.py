"""A draft takes over the present name and district of its enterprise."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.drafting import rename
from services.intake.ports import Applications, Enterprises, Found
from shared.errors import StaleWrite
from shared.retrying import retry


@dataclass(frozen=True)
class RenameDraft:
    """The enterprise is read after its draft: whoever changes it later finds the draft."""

    applications: Applications
    enterprises: Enterprises

    async def __call__(self, found: Found, at: datetime) -> Found:
        """The draft as it is now; what is no draft any more stays as it is."""
        try:
            return await self._once(found, at)
        except StaleWrite:
            # Whoever saved first is at work on the draft.
            pass

        async def once() -> Found:
            return await self._once(await self.applications.get(found.application.id), at)

        return await retry(once)

    async def _once(self, found: Found, at: datetime) -> Found:
        if found.application.submission is not None:
            return found
        registered = await self.enterprises.find(found.application.uscc)
        if registered is None:
            return found
        renamed = rename(found.application, registered.enterprise)
        if renamed == found.application:
            return found
        return await self.applications.save(found, renamed, at=at)
