"""An enterprise registers, or changes what it said of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.enterprise import Enterprise, Profile, register
from services.intake.domain.qualification import HeldQualification, qualification_faults
from services.intake.domain.refusals import InvalidFields
from services.intake.ports import Applications, Enterprises
from services.intake.usecases.rename_draft import RenameDraft
from shared.calendar import beijing_date
from shared.errors import AlreadyExists, FieldError, StaleWrite, one_of
from shared.identity import ApplicantCode, parse_division
from shared.programmes import Programme
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class Registered:
    """The enterprise as it is now; `new` when it was not known before."""

    enterprise: Enterprise
    version: int
    new: bool


@dataclass(frozen=True)
class RegisterEnterprise:
    """Saves the profile, and puts the new name and district on the enterprise's drafts.

    Its district may be of any programme: which of them it applies to is not known yet.
    """

    enterprises: Enterprises
    applications: Applications
    programmes: Iterable[Programme]

    async def __call__(
        self,
        uscc: str,
        profile: Profile,
        at: datetime,
        qualifications: Sequence[HeldQualification] | None = None,
    ) -> Registered:
        """Doing it again changes nothing; qualifications that are not given stay as they are.

        Raises InvalidFields for an unknown district, or for qualifications that can't be, and
        InvalidDivision for a city that is new and whose code is not in force.
        """
        if faults := self.faults(profile.district, qualifications or ()):
            raise InvalidFields(faults)

        async def once() -> Registered:
            return await self._save(uscc, profile, at, qualifications)

        saved = await retry(once)
        # What is new may have been called already, where a programme calls cohorts.
        if not saved.new or any(each.way.cohort is not None for each in self.programmes):
            rename = RenameDraft(self.applications, self.enterprises)
            async for found in self.applications.drafts_of(uscc):
                await rename(found, at)
        return saved

    def faults(
        self, district: str | None, qualifications: Sequence[HeldQualification | None]
    ) -> tuple[FieldError, ...]:
        """A district that no programme has, and qualifications that can't be; not of None."""
        known = {d.id: None for programme in self.programmes for d in programme.districts}
        unknown = district is not None and district not in known
        return (
            *((one_of("district", known),) if unknown else ()),
            *qualification_faults(qualifications),
        )

    async def _save(
        self,
        uscc: str,
        profile: Profile,
        at: datetime,
        qualifications: Sequence[HeldQualification] | None,
    ) -> Registered:
        found = await self.enterprises.find(uscc)
        if found is None:
            if ApplicantCode.of(uscc).kind == "division":
                parse_division(uscc, beijing_date(at))
            enterprise = register(uscc, profile, at, qualifications or ())
            event = events.enterprise_registered(enterprise)
            try:
                version = await self.enterprises.add(enterprise, event, at=at)
            except AlreadyExists as error:
                raise StaleWrite("enterprise") from error
            return Registered(enterprise, version, new=True)
        changed = found.enterprise.changed(profile, at, qualifications)
        if changed is found.enterprise:
            return Registered(changed, found.version, new=False)
        # Nobody else hears of qualifications: applications take them along as they need them.
        other = profile != found.enterprise.profile
        changes = (events.enterprise_changed(changed),) if other else ()
        version = await self.enterprises.save(found, changed, *changes, at=at)
        return Registered(changed, version, new=False)
