"""Reads the activities of a round, and who took part in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.activities.activity import Activity
from services.review.domain.activities.attendance import Attendance
from services.review.domain.official import Official
from services.review.ports import Activities, Attendances
from services.review.usecases.activities.known_activity import ActivityKey, known_activity
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme


@dataclass(frozen=True, slots=True)
class SeenActivity:
    """An activity, the version that it goes by, and how many took part as what."""

    activity: Activity
    programme: Programme
    took_part: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """Some of those who took part, and the cursor of the next ones."""

    attendances: Sequence[Attendance]
    next: str | None


@dataclass(frozen=True)
class ReadActivities:
    """Numbers are for everybody; who took part is for those alone who hold the activity."""

    activities: Activities
    attendances: Attendances
    rules: Rules

    async def of_round(
        self, programme_id: str, round_id: str
    ) -> tuple[Programme, list[SeenActivity]]:
        """The newest version, and what was planned, the first held first.

        Raises UnknownProgramme and UnknownRound.
        """
        programme = self.rules.programmes.of_round(programme_id, round_id)
        found = await self.activities.of_round(programme_id, round_id)
        counts = await self.attendances.counts_of([each.id for each in found])
        return programme, [self._seen(each, counts) for each in found]

    async def one(self, key: ActivityKey) -> SeenActivity:
        """One activity; raises NotFound."""
        held = await self.activities.get(key.activity)
        if held is None or (held.record.programme, held.record.round) != (
            key.programme,
            key.round,
        ):
            raise NotFound("activity", key.activity)
        return self._seen(held.record, await self.attendances.counts_of([held.record.id]))

    async def attended(
        self, key: ActivityKey, *, after: str, limit: int, official: Official
    ) -> AttendancePage:
        """Those after an id; raises NotFound and Rejected (forbidden)."""
        known = await known_activity(self.activities, self.rules, key, official)
        found = await self.attendances.page_of(known.activity.id, after, limit + 1)
        shown = found[:limit]
        return AttendancePage(shown, shown[-1].id if len(found) > limit else None)

    def _seen(self, activity: Activity, counts: Mapping[str, Mapping[str, int]]) -> SeenActivity:
        return SeenActivity(activity, self.rules.of(activity), counts.get(activity.id, {}))
