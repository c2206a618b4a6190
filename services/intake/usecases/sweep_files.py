"""Removes files that no record refers to: an upload that failed half-way, or was taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.domain.application import Application
from services.intake.ports import Applications, Files
from shared.errors import NotFound

KEPT_FOR = timedelta(days=1)
"""How long a file may wait for the record that will refer to it; no request takes that long."""


@dataclass(frozen=True)
class SweepFiles:
    """Goes by real time, since it is about requests and not about deadlines."""

    applications: Applications
    files: Files

    async def __call__(self, now: datetime) -> int:
        """Tells how many files were removed."""
        removed = 0
        async for file, application in self.files.unsettled(now - KEPT_FOR):
            if await self._referred_to(file, application):
                await self.files.settle(file)
            else:
                await self.files.remove(file)
                removed += 1
        return removed

    async def _referred_to(self, file: str, application: str) -> bool:
        try:
            found = await self.applications.get(application)
        except NotFound:
            return False
        return file in _files(found.application)


def _files(application: Application) -> set[str]:
    staged = application.staged.materials if application.staged else ()
    return {m.file for m in (*application.materials, *application.replaced, *staged)}
