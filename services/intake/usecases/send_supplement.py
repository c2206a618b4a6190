"""An enterprise sends what it has staged: the final act of a supplement."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.supplementing import repeated, send
from services.intake.ports import Applications
from services.intake.usecases.access import check_owns
from services.intake.usecases.hand_in_supplement import Supplemented
from services.intake.usecases.save_supplement import save_supplement
from shared.programmes import Programmes
from shared.retrying import retry


@dataclass(frozen=True)
class SendSupplement:
    """Once a round; whoever sends again, with whatever key, gets the same answer again."""

    applications: Applications
    programmes: Programmes

    async def __call__(
        self,
        identity: str,
        owner: str,
        request: KeyedRequest,
        at: datetime,
        *,
        as_it_stands: bool = False,
    ) -> Supplemented:
        """The answered round. Raises SupplementIncomplete unless it is sent as it stands."""

        async def once() -> Supplemented:
            found = await self.applications.get(identity)
            before = found.application
            check_owns(before, owner)
            if (answered := repeated(before, request)) is not None:
                return Supplemented(before, answered)
            last = before.supplements[-1] if before.supplements else None
            if last is not None and last.received_at is not None:
                return Supplemented(before, last)
            programme = self.programmes.get(before.programme, before.programme_version)
            after = send(before, programme, at=at, request=request, as_it_stands=as_it_stands)
            await save_supplement(self.applications, found, after, at)
            return Supplemented(after, after.supplements[-1])

        return await retry(once)
