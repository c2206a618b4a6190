"""Activities, and who took part in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.activities.activity import Activity, ActivityStep
from services.review.domain.activities.attendance import Attendance, AttendanceStep
from services.review.ports.held import Held


class Activities(Protocol):
    """Activities; every save is atomic with its events and guarded by what was loaded."""

    async def plan(self, step: ActivityStep, at: datetime) -> None:
        """Saves a new activity; raises AlreadyExists for one of this id."""
        ...

    async def get(self, activity_id: str) -> Held[Activity] | None:
        """The activity of this id."""
        ...

    async def of_round(self, programme: str, round_id: str) -> Sequence[Activity]:
        """The activities of a round, the first held first."""
        ...

    async def ids_of(self, programme: str) -> Sequence[str]:
        """The ids of all activities of a programme, the first held first."""
        ...

    async def save(self, held: Held[Activity], step: ActivityStep, at: datetime) -> None:
        """Raises StaleWrite when the activity has moved on."""
        ...


class Attendances(Protocol):
    """Who took part, one record a participant of an activity."""

    async def get(self, attendance_id: str) -> Held[Attendance] | None:
        """The attendance of this id."""
        ...

    async def save(self, held: Held[Attendance] | None, step: AttendanceStep, at: datetime) -> None:
        """Saves a new or changed one; raises AlreadyExists or StaleWrite when it has moved on."""
        ...

    async def page_of(self, activity_id: str, after: str, limit: int) -> Sequence[Attendance]:
        """Those of an activity after an id, in the order of their ids."""
        ...

    async def counts_of(self, activity_ids: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """By activity and role how many took part."""
        ...
