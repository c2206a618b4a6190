"""Milestones with their day, each packed into one number, as the fold keeps them."""

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

INDEX: Mapping[str, int] = {name: place for place, name in enumerate(MILESTONES)}
SCALE = 10_000_000
"""More than any day's ordinal."""

Reached = tuple[int, ...]
"""Milestones reached, each once, in the order of MILESTONES; packed with the day."""


def pack(milestone: int, day: int) -> int:
    """A milestone (its place in MILESTONES) reached on a day (proleptic ordinal)."""
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
