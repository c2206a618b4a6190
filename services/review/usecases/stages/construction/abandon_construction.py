"""The overseer ends a construction that comes to nothing."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.official import Official
from services.review.domain.stages.construction.ending import abandon
from services.review.usecases.stages.construction.own_case import Construed, OwnCase
from shared.programmes import Programme
from shared.programmes.path import Construction
from shared.programmes.rights import check_oversees


@dataclass(frozen=True)
class AbandonConstruction:
    """Once; for the same reason again it changes nothing."""

    own: OwnCase

    async def __call__(
        self, application: str, *, reason: str, note: str, official: Official, at: datetime
    ) -> Construed:
        """The ended case. Raises Rejected (forbidden), and what `OwnCase.act` and `abandon` do."""

        def act(case: Case, programme: Programme) -> Step | None:
            (stage,) = programme.way.of_kind(Construction)
            check_oversees(programme, stage, official.roles, official.office)
            return abandon(case, programme, reason=reason, note=note, by=official.account, at=at)

        return await self.own.act(application, official, act, at=at)
