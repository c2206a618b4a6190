"""Somebody looks at one application."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.ports import Applications, Found, PreEvaluations
from services.intake.usecases.access import Reader, check_may_read, check_owns
from services.intake.usecases.rules import rules_for
from shared.programmes import Programme, Programmes
from shared.programmes.rights import acts_in


@dataclass(frozen=True)
class ReadApplication:
    """Finds an application together with the rules it goes by.

    A draft is its enterprise's alone, but for whom it is put up to for advice.
    """

    applications: Applications
    programmes: Programmes
    pre_evaluations: PreEvaluations

    async def __call__(
        self, identity: str, reader: Reader, at: datetime
    ) -> tuple[Found, Programme]:
        """The application and its programme. Raises NotFound when it is not the reader's to see."""
        found = await self.applications.get(identity)
        programme = rules_for(self.programmes, found.application, at)
        if not await self._is_put_up(found.application, programme, reader):
            check_may_read(found.application, programme, reader)
        return found, programme

    async def own_or_put_up(
        self, identity: str, reader: Reader, at: datetime
    ) -> tuple[Application, Programme]:
        """The same for its enterprise and for whom it is put up to, and for nobody else."""
        application = (await self.applications.get(identity)).application
        programme = rules_for(self.programmes, application, at)
        if not await self._is_put_up(application, programme, reader):
            check_owns(application, reader.uscc)
        return application, programme

    async def _is_put_up(
        self, application: Application, programme: Programme, reader: Reader
    ) -> bool:
        declared = programme.pre_evaluation
        if declared is None or application.submission is not None:
            return False
        if not acts_in(programme, declared, reader.roles, reader.office):
            return False
        found = await self.pre_evaluations.find(application.id)
        return found is not None and found.advice.put_up_at is not None
