"""Somebody looks at one application."""

from dataclasses import dataclass

from services.intake.ports import Applications, Found
from services.intake.usecases.sight import check_sees
from shared.programmes import Programme, Programmes


@dataclass(frozen=True)
class Look:
    """Finds an application together with the rules it is pinned to."""

    applications: Applications
    programmes: Programmes

    async def __call__(self, identity: str, owner: str | None) -> tuple[Found, Programme]:
        """The application and its programme. Raises NotFound when it is not the owner's."""
        found = await self.applications.get(identity)
        check_sees(found.application, owner)
        application = found.application
        return found, self.programmes.get(application.programme, application.programme_version)
