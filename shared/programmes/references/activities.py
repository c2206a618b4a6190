"""Activities that are held by offices which exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.nearest import undefined
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def activity_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of who holds each activity, and of what enterprises take part as."""
    offices = [office.id for office in programme.offices]
    offices += [recommender.id for recommender in programme.recommenders]
    for i, activity in enumerate(programme.activities):
        at: Loc = ("activities", i)
        if activity.office is not None and activity.office not in offices:
            yield (*at, "office"), undefined(activity.office, offices, "offices")
        for j, role in enumerate(activity.roles):
            if role in activity.roles[:j]:
                yield (*at, "roles", j), f"expected each role once, but {role} is there before"
