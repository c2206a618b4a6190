"""Milestones with their day, each packed into one number, as the fold keeps and counts them."""

from collections.abc import Iterable, Mapping
from datetime import date

MILESTONES = (
    "submitted",
    "withdrawn",
    "opened",
    "materials_missing",
    "supplemented",
    "accepted",
    "not_accepted",
    "recommended",
    "decided",
    "noticed",
    "recognised",
    "not_recognised",
)
"""Stored by their place in this list: add at the end, never move."""

WHERE_WITHDRAWN = ("accepted", "not_accepted", "recommended", "recognised", "not_recognised")
"""What may be asked of those that are withdrawn: whether they had come to this."""


def and_withdrawn(milestone: str) -> str:
    """What an application is counted as that reached this milestone and is withdrawn."""
    return f"{milestone}_and_withdrawn"


COUNTED = (*MILESTONES, *map(and_withdrawn, WHERE_WITHDRAWN))
"""All that is counted. What follows from milestones is not kept, only counted by its name."""

INDEX: Mapping[str, int] = {name: place for place, name in enumerate(MILESTONES)}
SCALE = 10_000_000
"""More than any day's ordinal."""

WITHDRAWN = INDEX["withdrawn"]
_TOGETHER: Mapping[int, int] = {
    INDEX[name]: COUNTED.index(and_withdrawn(name)) for name in WHERE_WITHDRAWN
}

Reached = tuple[int, ...]
"""Milestones reached, each once, in the order of MILESTONES; packed with the day."""


def pack(milestone: int, day: int) -> int:
    """A milestone (its place in COUNTED) reached on a day (proleptic ordinal)."""
    return milestone * SCALE + day


def milestone_of(packed: int) -> int:
    """Which milestone it is."""
    return packed // SCALE


def day_of(packed: int) -> date:
    """The day, in Beijing, on which it was reached."""
    return date.fromordinal(packed % SCALE)


def union(streams: Iterable[Reached]) -> Reached:
    """All milestones of several streams; one that several tell of counts from its first day."""
    told = [reached for reached in streams if reached]
    if len(told) == 1:
        return told[0]
    first: dict[int, int] = {}
    for reached in told:
        for packed in reached:
            milestone = packed // SCALE
            known = first.get(milestone)
            if known is None or packed < known:
                first[milestone] = packed
    return tuple(sorted(first.values()))


def withdrawn_on(reached: Reached) -> int | None:
    """The day (proleptic ordinal) of the withdrawal; None for one that is not withdrawn."""
    for packed in reached:
        if packed // SCALE == WITHDRAWN:
            return packed % SCALE
    return None


def counted(reached: Reached) -> Reached:
    """All that an application counts in: with where it had come to, if it is withdrawn.

    It counts there from the day on which it was both, so every earlier day adds up as well.
    """
    left_on = withdrawn_on(reached)
    if left_on is None:
        return reached
    together = (
        pack(_TOGETHER[packed // SCALE], max(packed % SCALE, left_on))
        for packed in reached
        if packed // SCALE in _TOGETHER
    )
    return (*reached, *together)
