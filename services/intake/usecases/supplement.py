"""An enterprise sends what was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.material import Material
from services.intake.domain.received_file import ReceivedFile
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.supplementing import (
    check_asked,
    expected_supplement,
    supplement,
    supplemented_before,
)
from services.intake.ports import Applications, Files, Found
from services.intake.usecases.access import check_owns
from services.intake.usecases.check_files import check_files
from services.intake.usecases.keep_files import keep_files
from shared.errors import StaleWrite
from shared.programmes import Programme, Programmes
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The application, and the round of supplement that was answered."""

    application: Application
    received: SupplementRound


@dataclass(frozen=True)
class Supplement:
    """In time by arrival, restricted to what was asked for, once for each notification."""

    applications: Applications
    files: Files
    programmes: Programmes

    async def before(
        self, identity: str, owner: str, key: str, at: datetime
    ) -> tuple[Found, Programme, Supplemented | None]:
        """The application and its programme, and the answer if this key has one already.

        Raises a refusal when no supplement is expected, or none any more.
        """
        found = await self.applications.get(identity)
        application = found.application
        check_owns(application, owner)
        programme = self.programmes.get(application.programme, application.programme_version)
        if received := supplemented_before(application, key):
            return found, programme, Supplemented(application, received)
        expected_supplement(application, at)
        return found, programme, None

    async def __call__(
        self,
        found: Found,
        received: Sequence[ReceivedFile],
        answers: Mapping[str, Any],
        key: str,
        at: datetime,
    ) -> Supplemented:
        """All of it or nothing."""
        before = found.application
        programme = self.programmes.get(before.programme, before.programme_version)
        check_asked(expected_supplement(before, at), [*(f.requirement for f in received), *answers])
        checked = await check_files(programme, received)
        materials = await keep_files(self.files, before.id, checked, before.materials, at)
        try:
            return await self._save(found, programme, materials, answers, key, at)
        except StaleWrite:
            # News of another service was saved meanwhile.
            pass

        async def once() -> Supplemented:
            fresh, _, done = await self.before(before.id, before.uscc, key, at)
            return done or await self._save(fresh, programme, materials, answers, key, at)

        return await retry(once)

    async def _save(
        self,
        found: Found,
        programme: Programme,
        materials: Sequence[Material],
        answers: Mapping[str, Any],
        key: str,
        at: datetime,
    ) -> Supplemented:
        changed = supplement(
            found.application, programme, materials=materials, answers=answers, key=key, at=at
        )
        received = changed.supplements[-1]
        event = events.supplemented(changed, received, at)
        await self.applications.save(found, changed, event, at=at)
        return Supplemented(changed, received)
