"""Opens the cohort of a round from the register."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.cohorts.cohort import Cohort, Opened, cohort_id
from services.review.domain.cohorts.opening import open_cohort
from services.review.domain.cohorts.refusals import NoCohort
from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.official import Official
from services.review.ports import Cohorts, Recognitions
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists
from shared.programmes import Programme
from shared.programmes.path import Cohort as CohortStage


@dataclass(frozen=True, slots=True)
class OpeningPreview:
    """Who would be called now, and what confirms that it was seen."""

    opened: Opened
    confirmation: str


@dataclass(frozen=True)
class OpenCohort:
    """By the office of the cohort's stage; a cohort that is there stays as it is.

    All raise UnknownProgramme, UnknownRound, NoCohort, Rejected (forbidden), CallNotOpen and
    NobodyDue.
    """

    cohorts: Cohorts
    recognitions: Recognitions
    rules: Rules

    async def preview(
        self, programme: str, round_id: str, *, official: Official, at: datetime
    ) -> OpeningPreview:
        """Who would be called."""
        known, stage = self._stage(programme, round_id, official, at)
        opened = await self._open(known, stage, round_id, official, at)
        return OpeningPreview(opened, _confirmation(opened, official))

    async def __call__(
        self,
        programme: str,
        round_id: str,
        confirmation: str | None,
        *,
        official: Official,
        at: datetime,
    ) -> tuple[Cohort, bool]:
        """The cohort, and whether it is new. Raises ConfirmationRequired and ShownHasChanged."""
        known, stage = self._stage(programme, round_id, official, at)
        there = await self.cohorts.get(cohort_id(programme, round_id))
        if there is not None:
            return there, False
        opened = await self._open(known, stage, round_id, official, at)
        preview = f"/review/v1/rounds/{programme}/{round_id}/cohort/preview"
        if confirmation is None:
            raise ConfirmationRequired(preview)
        if confirmation != _confirmation(opened, official):
            members = opened.cohort.members
            raise ShownHasChanged(preview, f"{members} members", f"名单共{members}家")
        try:
            await self.cohorts.open(opened, at)
        except AlreadyExists:
            there = await self.cohorts.get(opened.cohort.id)
            assert there is not None
            return there, False
        return opened.cohort, True

    def _stage(
        self, programme: str, round_id: str, official: Official, at: datetime
    ) -> tuple[Programme, CohortStage]:
        known = self.rules.programmes.of_round(programme, round_id, at)
        stage = known.way.cohort
        if stage is None:
            raise NoCohort(known)
        official.check_acts(known, stage)
        return known, stage

    async def _open(
        self,
        programme: Programme,
        stage: CohortStage,
        round_id: str,
        official: Official,
        at: datetime,
    ) -> Opened:
        register = await self.recognitions.holding(programme.id, at=at)
        round_ = programme.round(round_id)
        return open_cohort(register, programme, stage, round_, by=official.account, at=at)


def _confirmation(opened: Opened, official: Official) -> str:
    shown = [[step.member.recognition, step.member.number] for step in opened.members]
    about = [*shown, opened.cohort.due_at]
    return confirmation_of("calling", opened.cohort.id, official.account, about)
