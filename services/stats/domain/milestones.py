"""Milestones with their day, each packed into one number, as the fold keeps and counts them."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from services.stats.domain.table import Table

FORMER = (
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
"""The milestones of the version that knew no others, by the numbers that it has stored; it never
changes, and nothing else may rest on it."""

FIRST_LEARNT = 32
"""That version counts something else under the numbers that follow on its own. One that is larger
it can't load, and that is better than a wrong count."""

MOST = 4096
"""So many milestones at most are known to a partition."""

SCALE = 10_000_000
"""More than any day's ordinal."""

WHILE_WITHDRAWN = MOST
"""Added to a milestone's number: those that reached it and are withdrawn."""

STRUCK = 2 * MOST
"""Added to a milestone's number: those that reached it and from whom a correction took it, with the
day of that; also as they are counted, so that it weighs against those that have it."""

AND_WITHDRAWN = "_and_withdrawn"
"""Ends the name under which these are counted; no milestone's id ends like it."""

NO_MORE = "~"
"""Ends the name under which those are counted from whom a correction took it; no id has it."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")

Reached = tuple[int, ...]
"""Milestones reached, each once, by their number; packed with the day."""


def and_withdrawn(milestone: str) -> str:
    """What an application is counted as that reached this milestone and is withdrawn."""
    return f"{milestone}{AND_WITHDRAWN}"


class Milestones:
    """Which number stands for which milestone in one partition."""

    def __init__(self) -> None:
        self.learnt: Table[str] = Table()
        self.packed = {name: pack(number, 0) for number, name in enumerate(FORMER)}
        """By id, the milestone on day nought."""

    def find(self, milestone: str) -> int | None:
        """The number of a milestone; None for one that nobody has named yet."""
        known = self.packed.get(milestone)
        return None if known is None else known // SCALE

    def number(self, milestone: str) -> int:
        """The number of a milestone, which is learnt if need be.

        Raises ValueError for what can't be the id of one.
        """
        known = self.find(milestone)
        if known is not None:
            return known
        number = FIRST_LEARNT + len(self.learnt.values)
        if not _ID.fullmatch(milestone) or milestone.endswith(AND_WITHDRAWN):
            raise ValueError(f"the milestone {milestone!r} is not an id of a-z, 0-9 and '_'")
        if number >= MOST:
            raise ValueError(f"the milestone {milestone!r} is one more than {MOST} can be known")
        self.learnt.learn(milestone)
        self.packed[milestone] = pack(number, 0)
        return number

    def struck(self, milestone: str) -> int:
        """That a correction took this milestone, packed as on day nought."""
        return pack(STRUCK + self.number(milestone), 0)

    def restore(self, learnt: Iterable[str]) -> None:
        """Takes up what an earlier checkpoint saved."""
        self.learnt.restore(learnt)
        for nth, milestone in enumerate(self.learnt.values):
            self.packed[milestone] = pack(FIRST_LEARNT + nth, 0)

    def counted_as(self, number: int) -> str:
        """The name under which a milestone is counted: alone, with a withdrawal, or no more."""
        if number >= STRUCK:
            return f"{self.counted_as(number - STRUCK)}{NO_MORE}"
        if number >= WHILE_WITHDRAWN:
            return and_withdrawn(self.counted_as(number - WHILE_WITHDRAWN))
        return FORMER[number] if number < len(FORMER) else self.learnt.values[number - FIRST_LEARNT]


def pack(milestone: int, day: int) -> int:
    """A milestone (its number) reached on a day (proleptic ordinal)."""
    return milestone * SCALE + day


def milestone_of(packed: int) -> int:
    """The number of the milestone."""
    return packed // SCALE


def day_of(packed: int) -> date:
    """The day, in Beijing, on which it was reached."""
    return date.fromordinal(packed % SCALE)


def union(streams: Iterable[Reached]) -> Reached:
    """All milestones of several streams; one that several tell of counts from its first day."""
    reached_by_any = [reached for reached in streams if reached]
    if len(reached_by_any) == 1:
        return reached_by_any[0]
    first: dict[int, int] = {}
    for reached in reached_by_any:
        for packed in reached:
            milestone = packed // SCALE
            known = first.get(milestone)
            if known is None or packed < known:
                first[milestone] = packed
    return tuple(sorted(first.values()))


def withdrawn_on(reached: Reached, withdrawals: Collection[int]) -> int | None:
    """The day (proleptic ordinal) of the withdrawal; None for one that is not withdrawn.

    `withdrawals` are the numbers of the milestones that mean it.
    """
    for packed in reached:
        if packed // SCALE in withdrawals:
            return packed % SCALE
    return None


def counted(reached: Reached, withdrawals: Collection[int]) -> Reached:
    """All that an application counts in: with where it had come to, if it is withdrawn.

    It counts there from the day on which it was both, so every earlier day adds up as well. What a
    correction took from it counts twice, once against the other.
    """
    left_on = withdrawn_on(reached, withdrawals)
    if left_on is None:
        return reached
    together = (
        pack(WHILE_WITHDRAWN + packed // SCALE, max(packed % SCALE, left_on))
        for packed in reached
        if packed // SCALE not in withdrawals
    )
    return (*reached, *together)
