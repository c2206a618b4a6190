"""Cohorts and their members."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.cohorts.cohort import Cohort, Member, MemberStep, Opened
from services.review.ports.held import Held
from shared.programmes.path.kinds.cohort import Calling


class Cohorts(Protocol):
    """One record a cohort, and one a member."""

    async def open(self, opened: Opened, at: datetime) -> None:
        """Saves a cohort and all its members at once; raises AlreadyExists if it is there."""
        ...

    async def get(self, cohort: str) -> Cohort | None:
        """The cohort of this id."""
        ...

    async def member(self, application: str) -> Held[Member] | None:
        """The member that is to submit this application."""
        ...

    async def members(self, applications: Sequence[str]) -> Mapping[str, Member]:
        """The members among those that are to submit these applications, by application."""
        ...

    async def page(
        self, cohort: str, after: str, limit: int, *, state: Calling | None
    ) -> Sequence[Member]:
        """Members of a cohort with a number after this one, in order of their numbers."""
        ...

    async def counts(self, cohort: str) -> Mapping[Calling, int]:
        """How many members of a cohort are in each state."""
        ...

    async def overdue(self, due_by: datetime, limit: int) -> Sequence[Held[Member]]:
        """Those called whose term was over by then, the longest over first."""
        ...

    async def save(self, held: Held[Member], step: MemberStep, at: datetime) -> None:
        """Raises StaleWrite when it has moved on."""
        ...

    async def save_many(
        self, steps: Sequence[tuple[Held[Member], MemberStep]], at: datetime
    ) -> set[str]:
        """Saves each by itself and returns the ids of those that had moved on."""
        ...
