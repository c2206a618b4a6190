"""Somebody looks at one application."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.ports import Applications, Found
from services.intake.usecases.access import Reader, check_may_read
from services.intake.usecases.rules import rules_for
from shared.programmes import Programme, Programmes


@dataclass(frozen=True)
class ReadApplication:
    """Finds an application together with the rules it goes by."""

    applications: Applications
    programmes: Programmes

    async def __call__(
        self, identity: str, reader: Reader, at: datetime
    ) -> tuple[Found, Programme]:
        """The application and its programme. Raises NotFound when it is not the reader's to see."""
        found = await self.applications.get(identity)
        programme = rules_for(self.programmes, found.application, at)
        check_may_read(found.application, programme, reader)
        return found, programme
