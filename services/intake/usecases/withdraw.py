"""An enterprise withdraws its application."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.withdrawing import withdraw
from services.intake.ports import Applications
from services.intake.usecases.access import check_owns
from shared.retrying import retry


@dataclass(frozen=True)
class Withdraw:
    """Review hears of it and closes the case, or refuses because the list is announced."""

    applications: Applications

    async def __call__(self, identity: str, owner: str, reason: str, at: datetime) -> Application:
        """The withdrawn application; withdrawing again changes nothing."""

        async def once() -> Application:
            found = await self.applications.get(identity)
            check_owns(found.application, owner)
            withdrawn = withdraw(found.application, reason=reason, at=at)
            if withdrawn is not found.application:
                event = events.withdrawn(withdrawn, reason, at)
                await self.applications.save(found, withdrawn, event, at=at)
            return withdrawn

        return await retry(once)
