"""A member of a cohort is called: its draft is made ready."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.call import Call
from services.intake.domain.calling import called_draft
from services.intake.ports import Applications, Enterprises
from services.intake.usecases.rename_draft import RenameDraft
from shared.contracts.cohorts import MemberCalled
from shared.errors import Unavailable
from shared.heard import Position
from shared.programmes import Programmes, UnknownProgramme


@dataclass(frozen=True)
class HearCall:
    """One draft a call, since the call names its id."""

    applications: Applications
    enterprises: Enterprises
    programmes: Programmes

    async def __call__(self, called: MemberCalled, position: Position, at: datetime) -> None:
        """Raises Unavailable where the programme is not known yet."""
        made = await self.applications.get_many([called.application])
        if called.application in made:
            return
        of = called.standing
        try:
            programme = self.programmes.get(of.programme, of.programme_version)
        except UnknownProgramme as unknown:
            raise Unavailable(f"the rules of {called.application} are not known here") from unknown
        found = await self.enterprises.find(called.subject)
        draft = called_draft(
            called.application,
            called.subject,
            called.addressee.enterprise,
            called.addressee.product,
            Call(called.number, called.due_at, called.explanation),
            programme,
            of.round,
            None if found is None else found.enterprise,
            position,
            called.at,
        )
        # A name that was saved since the enterprise was read has missed this draft.
        rename = RenameDraft(self.applications, self.enterprises)
        await rename(await self.applications.add(draft, at=at), at)
