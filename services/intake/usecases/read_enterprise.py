"""Somebody looks at an enterprise."""

from dataclasses import dataclass

from services.intake.ports import Applications, Enterprises, FoundEnterprise
from services.intake.usecases.access import Reader
from shared.errors import NotFound
from shared.programmes import Programmes
from shared.programmes.rights import takes_part

MOST_LOOKED_AT = 500
"""Applications of one enterprise, the newest first."""


@dataclass(frozen=True)
class ReadEnterprise:
    """An enterprise sees itself, an office those that have applied to its programmes."""

    enterprises: Enterprises
    applications: Applications
    programmes: Programmes

    async def __call__(self, code: str, reader: Reader) -> FoundEnterprise:
        """Raises NotFound when there is none, or it is not the reader's to see."""
        found = await self.enterprises.find(code)
        if found is None or not (reader.uscc == code or await self._applied(code, reader)):
            raise NotFound("enterprise", code)
        return found

    async def _applied(self, code: str, reader: Reader) -> bool:
        async for each in self.applications.of(code, after=None, limit=MOST_LOOKED_AT):
            one = each.application
            if one.submission is None:
                continue
            programme = self.programmes.get(one.programme, one.programme_version)
            if takes_part(programme, reader.roles, reader.office):
                return True
        return False
