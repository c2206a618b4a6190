"""An office gives advice on a draft that was put up for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.pre_evaluation import Adviser, DraftAdvice, advise, declared_by
from services.intake.ports import Applications, PreEvaluations
from services.intake.usecases.access import Reader
from services.intake.usecases.rules import rules_for
from shared.errors import NotFound
from shared.programmes import Programme, Programmes
from shared.programmes.rights import check_acts
from shared.retrying import retry


@dataclass(frozen=True)
class Advise:
    """By whoever the programme says; of a draft that was never put up nobody learns anything."""

    applications: Applications
    pre_evaluations: PreEvaluations
    programmes: Programmes

    async def __call__(
        self,
        identity: str,
        opinion: str,
        findings: Sequence[tuple[str, str]],
        *,
        reader: Reader,
        account: str,
        at: datetime,
    ) -> tuple[DraftAdvice, Programme]:
        """With the advice. Raises NotFound, Rejected (forbidden), NotADraft, NotPutUp and
        InvalidFields.
        """

        async def once() -> tuple[DraftAdvice, Programme]:
            found = await self.pre_evaluations.find(identity)
            if found is None:
                raise NotFound("application", identity)
            draft = (await self.applications.get(identity)).application
            programme = rules_for(self.programmes, draft, at)
            check_acts(programme, declared_by(programme), reader.roles, reader.office)
            by = Adviser(account, reader.office)
            known = advise(found.advice, draft, programme, opinion, findings, by=by, at=at)
            if known is not found.advice:
                advised = events.draft_advised(draft, programme, known)
                await self.pre_evaluations.save(found, known, advised, at=at)
            return known, programme

        return await retry(once)
