"""Who reads what was advised on a draft, and which drafts wait for advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.pre_evaluation import DraftAdvice, declared_by
from services.intake.ports import Applications, PreEvaluations
from services.intake.usecases.access import Reader
from services.intake.usecases.read_application import ReadApplication
from shared.programmes import Programme, Programmes
from shared.programmes.rights import check_acts


@dataclass(frozen=True)
class ReadPreEvaluation:
    """Its enterprise reads it whenever it likes, the office while the draft is put up."""

    read: ReadApplication
    pre_evaluations: PreEvaluations

    async def __call__(
        self, identity: str, reader: Reader, at: datetime
    ) -> tuple[DraftAdvice, Programme]:
        """Empty where nothing was asked. Raises NotFound, also for an office that only sees what
        was submitted, and NoPreEvaluation.
        """
        application, programme = await self.read.own_or_put_up(identity, reader, at)
        declared_by(programme)
        found = await self.pre_evaluations.find(identity)
        if found is None:
            return DraftAdvice(identity, application.programme, application.round), programme
        return found.advice, programme


@dataclass(frozen=True)
class ReadPutUp:
    """The queue of those who advise."""

    applications: Applications
    pre_evaluations: PreEvaluations
    programmes: Programmes

    async def __call__(
        self,
        programme: str,
        round_id: str,
        reader: Reader,
        *,
        after: tuple[datetime, str] | None,
        limit: int,
    ) -> Sequence[tuple[DraftAdvice, Application]]:
        """The drafts that wait, the longest waiting first. Raises UnknownRound, NoPreEvaluation
        and Rejected (forbidden).
        """
        rules = self.programmes.of_round(programme, round_id)
        check_acts(rules, declared_by(rules), reader.roles, reader.office)
        waiting = [
            one
            async for one in self.pre_evaluations.put_up(
                rules.id, round_id, after=after, limit=limit
            )
        ]
        drafts = await self.applications.get_many([one.draft for one in waiting])
        return [(one, drafts[one.draft].application) for one in waiting if one.draft in drafts]
