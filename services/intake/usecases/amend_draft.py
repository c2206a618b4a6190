"""An enterprise changes its draft."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.drafting import Amendment, amend
from services.intake.ports import Applications, Found
from services.intake.usecases.access import check_owns
from services.intake.usecases.rules import rules_for
from shared.errors import StaleWrite
from shared.programmes import Programmes


@dataclass(frozen=True)
class AmendDraft:
    """Only the version that the caller has seen is changed, so that two tabs never collide."""

    applications: Applications
    programmes: Programmes

    async def __call__(
        self, identity: str, owner: str, version: int, amendment: Amendment, at: datetime
    ) -> Found:
        """The changed draft. Raises StaleWrite when it is at another version."""
        found = await self.applications.get(identity)
        application = found.application
        check_owns(application, owner)
        changed = amend(application, rules_for(self.programmes, application, at), amendment)
        if found.version != version:
            raise StaleWrite("application")
        return await self.applications.save(found, changed, at=at)
