"""An enterprise puts its draft up for advice, or takes it back."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.pre_evaluation import DraftAdvice, declared_by, put_up, take_back
from services.intake.ports import Applications, PreEvaluations
from services.intake.usecases.access import check_owns
from services.intake.usecases.rules import rules_for
from shared.programmes import Programme, Programmes
from shared.retrying import retry


@dataclass(frozen=True)
class AskForAdvice:
    """The draft itself stays as it is, so that its writer need not read it anew."""

    applications: Applications
    pre_evaluations: PreEvaluations
    programmes: Programmes

    async def __call__(
        self, identity: str, owner: str, at: datetime
    ) -> tuple[DraftAdvice, Programme]:
        """What is known of it, once it is put up. Raises NotFound, NoPreEvaluation, NotADraft,
        AlreadyWithdrawn and CallClosed.
        """

        async def once() -> tuple[DraftAdvice, Programme]:
            application = (await self.applications.get(identity)).application
            check_owns(application, owner)
            programme = rules_for(self.programmes, application, at)
            found = await self.pre_evaluations.find(identity)
            known = None if found is None else found.advice
            asked = put_up(known, application, programme, at)
            if asked is not known:
                await self.pre_evaluations.save(found, asked, at=at)
            return asked, programme

        return await retry(once)

    async def take_back(self, identity: str, owner: str, at: datetime) -> None:
        """The office may look at it no longer. Raises NotFound and NoPreEvaluation."""
        application = (await self.applications.get(identity)).application
        check_owns(application, owner)
        declared_by(rules_for(self.programmes, application, at))
        await closed(self.pre_evaluations, identity, at)


async def closed(pre_evaluations: PreEvaluations, draft: str, at: datetime) -> DraftAdvice | None:
    """What was advised, and from now on nobody can advise on the draft.

    Raises StaleWrite when somebody was quicker.
    """
    found = await pre_evaluations.find(draft)
    if found is None or found.advice.put_up_at is None:
        return None if found is None else found.advice
    ended = take_back(found.advice)
    await pre_evaluations.save(found, ended, at=at)
    return ended
