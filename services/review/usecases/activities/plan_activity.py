"""Plans an activity of a round, moves it, holds it, or calls it off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.activities.activity import (
    Activity,
    ActivityStep,
    activity_id,
    call_off,
    hold,
    move_to,
    plan,
    same,
)
from services.review.domain.official import Official
from services.review.ports import Activities
from services.review.usecases.activities.known_activity import (
    ActivityKey,
    KnownActivity,
    declared_activity,
    known_activity,
)
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity as somebody plans it; `number` counts how often it is held in the round."""

    programme: str
    round: str
    declared: str
    number: int
    held_on: date
    venue: str


@dataclass(frozen=True)
class PlanActivity:
    """One activity a number; repeating any of it changes nothing.

    All raise Rejected (forbidden) for those who do not hold it, and NotFound or UnknownActivity.
    """

    activities: Activities
    rules: Rules

    async def __call__(
        self, planned: PlannedActivity, *, official: Official, at: datetime
    ) -> tuple[Activity, bool]:
        """The activity, and whether it is new.

        Raises UnknownProgramme, UnknownRound and ActivityDiffers.
        """
        programme = self.rules.programmes.of_round(planned.programme, planned.round, at)
        official.check_acts(programme, declared_activity(programme, planned.declared))
        activity = Activity(
            id=activity_id(planned.programme, planned.round, planned.declared, planned.number),
            programme=planned.programme,
            programme_version=programme.version,
            round=planned.round,
            declared=planned.declared,
            number=planned.number,
            held_on=planned.held_on,
            venue=planned.venue,
            planned_by=official.account,
            planned_at=at,
        )
        known = await self.activities.get(activity.id)
        if known is None:
            try:
                await self.activities.plan(plan(activity, programme), at)
                return activity, True
            except AlreadyExists:
                known = await self.activities.get(activity.id)
                assert known is not None
        return same(known.record, planned.held_on, planned.venue), False

    async def move(
        self, key: ActivityKey, *, held_on: date, venue: str, official: Official, at: datetime
    ) -> Activity:
        """The activity on another day or in another place; raises ActivityOver and StaleWrite."""

        def moved(known: KnownActivity) -> ActivityStep:
            return move_to(
                known.activity,
                known.programme,
                held_on=held_on,
                venue=venue,
                by=official.account,
                at=at,
            )

        return await self._change(key, moved, official, at)

    async def hold(
        self,
        key: ActivityKey,
        *,
        held_on: date | None,
        reason: str | None,
        official: Official,
        at: datetime,
    ) -> Activity:
        """The activity that was held, by default on the day planned; raises what `hold` raises."""

        def held(known: KnownActivity) -> ActivityStep:
            return hold(
                known.activity,
                known.programme,
                held_on=held_on or known.activity.held_on,
                reason=reason,
                by=official.account,
                at=at,
            )

        return await self._change(key, held, official, at)

    async def call_off(
        self, key: ActivityKey, *, reason: str, official: Official, at: datetime
    ) -> Activity:
        """The activity that is not held; raises ActivityOver and StaleWrite."""

        def off(known: KnownActivity) -> ActivityStep:
            return call_off(
                known.activity, known.programme, reason=reason, by=official.account, at=at
            )

        return await self._change(key, off, official, at)

    async def _change(
        self,
        key: ActivityKey,
        change: Callable[[KnownActivity], ActivityStep],
        official: Official,
        at: datetime,
    ) -> Activity:
        async def once() -> Activity:
            known = await known_activity(self.activities, self.rules, key, official)
            step = change(known)
            if step.activity is not known.activity:
                await self.activities.save(known.held, step, at)
            return step.activity

        return await retry(once)
