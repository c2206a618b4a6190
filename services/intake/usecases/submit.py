"""An enterprise submits its application."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.call import check_not_merged
from services.intake.domain.eligibility import check_eligible
from services.intake.domain.facts import with_facts
from services.intake.domain.fields import check_open
from services.intake.domain.limits import limits_of
from services.intake.domain.number import application_number, number_series
from services.intake.domain.pre_evaluation import advised
from services.intake.domain.refusals import TooManyApplications
from services.intake.domain.submitting import submit, submitted_before, under
from services.intake.ports import (
    Applications,
    Claim,
    Enterprises,
    Found,
    Numbers,
    PreEvaluations,
    Slots,
)
from services.intake.usecases.access import check_owns
from services.intake.usecases.ask_for_advice import closed
from services.intake.usecases.qualifications import qualifications_for
from services.intake.usecases.rules import rules_for
from shared.calendar import beijing_date
from shared.errors import Rejected
from shared.programmes import Programme, Programmes
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class Submitted:
    """The submitted application; `new` unless the same key had submitted it before."""

    application: Application
    new: bool


@dataclass(frozen=True)
class Submit:
    """One save, and one load before it unless this process has the draft at hand.

    The enterprise is read only where facts rest on what it holds by other schemes, and advice only
    where the programme gives any: that is over by the submission.

    A draft at hand may be old. That is harmless: its save is refused when it is, and so a yes is
    true; a no is never taken from it. Numbers come from a block that this process holds.
    """

    applications: Applications
    enterprises: Enterprises
    numbers: Numbers
    slots: Slots
    programmes: Programmes
    pre_evaluations: PreEvaluations

    async def __call__(self, identity: str, owner: str, key: str, at: datetime) -> Submitted:
        """Received at `at`, the instant of arrival. Raises AlreadySubmitted for another key."""

        recent = self.applications.recent_draft(identity)
        if recent is not None:
            with suppress(Rejected):
                return await self._submit(recent, owner, key, at)

        async def once() -> Submitted:
            return await self._submit(await self.applications.get(identity), owner, key, at)

        return await retry(once)

    async def _submit(self, found: Found, owner: str, key: str, at: datetime) -> Submitted:
        application = found.application
        check_owns(application, owner)
        if submitted_before(application, key):
            return Submitted(application, new=False)
        programme = rules_for(self.programmes, application, at)
        round_ = programme.round(application.round)
        check_open(round_, at)
        check_not_merged(application.call)
        application = under(application, programme)
        held = await qualifications_for(programme, self.enterprises, owner)
        application = with_facts(application, programme, held, beijing_date(at))
        check_eligible(programme, application)
        await self._take_slot(programme, application)
        if programme.pre_evaluation is not None:
            known = await closed(self.pre_evaluations, application.id, at)
            application = with_facts(
                application, programme, held, beijing_date(at), advised=advised(known)
            )
        series = number_series(programme.id, round_.id)
        number = application_number(series, await self.numbers.next(series))
        done = submit(application, key=key, number=number, round_=round_, at=at)
        await self.applications.save(found, done, events.submitted(done), at=at)
        return Submitted(done, new=True)

    async def _take_slot(self, programme: Programme, application: Application) -> None:
        limits = limits_of(programme)
        if limits is None:
            return
        series = f"{programme.id}/{application.round}"
        claim = Claim(series, application.uscc, application.id, application.category)
        match await self.slots.take(claim, limits):
            case "per_enterprise":
                raise TooManyApplications(limits.per_enterprise or 0)
            case "per_category":
                category = next(c for c in programme.categories if c.id == application.category)
                raise TooManyApplications(limits.per_category or 0, category.name)
