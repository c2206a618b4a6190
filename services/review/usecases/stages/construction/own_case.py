"""The case of whoever builds: an applicant has its own, and officials those of their programmes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.official import Official
from services.review.ports import Cases, HeldCase, Lists
from services.review.usecases.case.bulk import refusal_of_late
from services.review.usecases.case.too_late import too_late
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.path import Construction
from shared.retrying import retry

Act = Callable[[Case, Programme], Step | None]
"""Does something to a case, or tells by None that it is done already."""


@dataclass(frozen=True, slots=True)
class Builder:
    """An applicant's account, with the code of the applicant that it speaks for."""

    account: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Construed:
    """A case with a construction in its path, and the rules it goes by."""

    case: Case
    stage: Construction
    programme: Programme


@dataclass(frozen=True)
class OwnCase:
    """A case that has no construction in its path is none of these."""

    cases: Cases
    lists: Lists
    rules: Rules

    async def of(self, application: str, who: Builder | Official) -> Construed:
        """The case as this caller may see it. Raises NotFound."""
        _, found = await self._held(application, who)
        return found

    async def act(
        self, application: str, who: Builder | Official, act: Act, *, at: datetime
    ) -> Construed:
        """The case after the act. Raises NotFound, ListFrozen, CaseLeftOut, StaleWrite, and
        whatever the act refuses.
        """

        async def once() -> Construed:
            held, found = await self._held(application, who)
            step = act(found.case, found.programme)
            if step is None:
                return found
            late = await too_late([(held, step)], self.lists, self.rules)
            if application in late:
                raise refusal_of_late(found.case, late[application])
            await self.cases.save(held, step, at)
            return Construed(step.case, found.stage, found.programme)

        return await retry(once)

    async def _held(self, application: str, who: Builder | Official) -> tuple[HeldCase, Construed]:
        held = await self.cases.get(application)
        if held is None:
            raise NotFound("case", application)
        case, programme = held.record, self.rules.of(held.record)
        stages = programme.way.of_kind(Construction)
        if not stages or not _sees(who, case, programme):
            raise NotFound("case", application)
        return held, Construed(case, stages[0], programme)


def _sees(who: Builder | Official, case: Case, programme: Programme) -> bool:
    if isinstance(who, Builder):
        return who.code == case.uscc
    return who.sees(programme)
