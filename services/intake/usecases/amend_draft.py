"""An enterprise changes its draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.drafting import Amendment, amend, check_is_draft
from services.intake.domain.fields import faults_of
from services.intake.ports import Applications, Found
from services.intake.usecases.access import check_owns
from services.intake.usecases.rules import rules_for
from shared.errors import FieldError, StaleWrite
from shared.programmes import Programmes
from shared.retrying import retry


@dataclass(frozen=True)
class AmendDraft:
    """Only the version that the caller has seen is changed, so that two tabs never collide."""

    applications: Applications
    programmes: Programmes

    async def __call__(
        self,
        identity: str,
        owner: str,
        versions: Collection[int] | None,
        amendment: Amendment,
        at: datetime,
    ) -> Found:
        """The changed draft. Raises StaleWrite when it is at none of these versions."""

        async def once() -> Found:
            found = await self.applications.get(identity)
            application = found.application
            check_owns(application, owner)
            changed = amend(application, rules_for(self.programmes, application, at), amendment)
            if versions is not None and found.version not in versions:
                raise StaleWrite("application")
            return await self.applications.save(found, changed, at=at)

        return await (once() if versions is not None else retry(once))

    async def faults(
        self, identity: str, owner: str, said: Amendment, at: datetime
    ) -> tuple[FieldError, ...]:
        """What is wrong with those fields that can be read; Rejected for what is no such draft."""
        application = (await self.applications.get(identity)).application
        check_owns(application, owner)
        check_is_draft(application)
        rules = rules_for(self.programmes, application, at)
        return faults_of(rules, said.category, said.district, said.answers)
