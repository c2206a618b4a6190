"""An enterprise hands in what was asked for, piece by piece or all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from services.intake.domain.application import Application
from services.intake.domain.demands import still_empty
from services.intake.domain.fields import check_answers
from services.intake.domain.material import Material
from services.intake.domain.received_file import ReceivedFile
from services.intake.domain.refused_before import (
    not_asked_for,
    refused_before,
    stays_anyway,
)
from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.staging import filled_items, targets_of
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.supplementing import (
    came_before,
    check_asked,
    expected_supplement,
    hand_in,
    repeated,
    send,
    take_out,
)
from services.intake.ports import Applications, Files, Found, Inspect
from services.intake.usecases.access import check_owns
from services.intake.usecases.check_files import (
    CheckedFiles,
    RefusedFile,
    check_files,
    refusal_of,
    replaced_by,
    targets_said,
)
from services.intake.usecases.keep_files import keep_files
from services.intake.usecases.save_supplement import save_supplement
from shared.errors import StaleWrite
from shared.programmes import Programme, Programmes
from shared.retrying import retry
from shared.together import Together

Sends = Literal["never", "complete", "as_it_stands"]
"""Whether what is staged is sent at once: not by this; if nothing is empty any more; anyway."""


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The application, and the round of supplement that this was about."""

    application: Application
    round: SupplementRound
    refused: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True)
class HandInSupplement:
    """In time by arrival and restricted to what was asked for; what came in time stays."""

    applications: Applications
    files: Files
    programmes: Programmes
    inspect: Inspect

    async def before(
        self, identity: str, owner: str, at: datetime, key: str | None = None
    ) -> tuple[Found, Programme]:
        """The application and its programme.

        Raises a refusal when no supplement is expected, or none any more, unless a request with
        this key came before: then its answer is due again.
        """
        found = await self.applications.get(identity)
        application = found.application
        check_owns(application, owner)
        if key is None or not came_before(application, key):
            expected_supplement(application, at)
        return found, self._rules(application)

    async def __call__(
        self,
        found: Found,
        received: Sequence[ReceivedFile],
        answers: Mapping[str, Any],
        at: datetime,
        *,
        request: KeyedRequest | None = None,
        sends: Sends = "never",
        replace: bool = False,
        together: Together | None = None,
    ) -> Supplemented:
        """Once for a request with a key. Raises KeyReused when another came with that key.

        All that is wrong with it is told at once, beside what was found before (`together`).

        Files that can't be taken keep nothing else from staying, but from being sent; then the
        request may come again under its key. With `replace` files take the place of staged ones.
        """
        first = found.application
        if done := _done(first, request):
            return done
        programme = self._rules(first)
        awaited = expected_supplement(first, at)
        together = together or Together()
        with together:
            check_asked(awaited, answers)
        may_come = [file for file in received if file.requirement in awaited.may_send]
        meant: Mapping[tuple[str, str], str] = {}
        with together:
            meant = targets_of(
                first,
                awaited,
                [(f.requirement, f.target) for f in may_come if f.target is not None],
            )
        with together:
            check_answers(
                programme, {name: a for name, a in answers.items() if name in awaited.may_send}
            )
        refused = {
            **refused_before(first),
            **stays_anyway(first, awaited, [(f.requirement, f.sha256) for f in may_come]),
            **not_asked_for(awaited, [(f.requirement, f.sha256) for f in received]),
        }
        checked = CheckedFiles((), ())
        with together:
            checked = await check_files(
                programme, received, self.inspect, first.uscc, refused=refused
            )
        together.check(*([refusal_of(checked.refused)] if checked.refused else []))
        targets = {
            identity: target and meant[requirement, target]
            for identity, (requirement, target) in targets_said(checked.good).items()
        }
        replacing = replaced_by(checked) if replace else frozenset()
        ours: list[Material] = []
        if checked.refused:
            request = None

        async def save(found: Found) -> Supplemented:
            before = found.application
            # What was there at first may have been taken out and swept away since.
            known = _known(before)
            materials = await keep_files(self.files, before.id, checked.good, (*known, *ours), at)
            ours.extend(m for m in materials if m not in known and m not in ours)
            after = hand_in(
                before,
                programme,
                materials=materials,
                answers=answers,
                at=at,
                request=request,
                replacing=replacing,
                targets=targets,
            )
            if request is not None and _is_to_be_sent(after, sends):
                anyway = sends == "as_it_stands"
                after = send(after, programme, at=at, request=request, as_it_stands=anyway)
            for gone in _known(before):
                if gone not in _known(after) and gone not in after.replaced:
                    await self.files.unsettle(gone.file)
            await save_supplement(self.applications, found, after, at)
            return Supplemented(after, after.supplements[-1], checked.refused)

        try:
            return await save(found)
        except StaleWrite:
            # Another piece, or news of another service, was saved meanwhile.
            pass

        async def once() -> Supplemented:
            fresh = await self.applications.get(first.id)
            return _done(fresh.application, request) or await save(fresh)

        return await retry(once)

    async def remove(self, identity: str, owner: str, material: str, at: datetime) -> Application:
        """Takes a staged file out. Raises NotFound when no such file is staged."""

        async def once() -> Application:
            found = await self.applications.get(identity)
            check_owns(found.application, owner)
            changed = take_out(found.application, material, at)
            staged = found.application.staged
            for gone in staged.materials if staged else ():
                if gone.id == material:
                    await self.files.unsettle(gone.file)
            await save_supplement(self.applications, found, changed, at)
            return changed

        return await retry(once)

    def _rules(self, application: Application) -> Programme:
        return self.programmes.get(application.programme, application.programme_version)


def _done(application: Application, request: KeyedRequest | None) -> Supplemented | None:
    answered = None if request is None else repeated(application, request)
    return None if answered is None else Supplemented(application, answered)


def _is_to_be_sent(application: Application, sends: Sends) -> bool:
    if sends == "complete":
        asked = application.supplements[-1]
        return not still_empty(asked, filled_items(application, asked))
    return sends == "as_it_stands"


def _known(application: Application) -> tuple[Material, ...]:
    staged = application.staged
    return (*application.materials, *(staged.materials if staged else ()))
