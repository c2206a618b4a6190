"""How a round moves: its funnel, what became of the recommended, and growth by working day."""

from datetime import date
from itertools import accumulate

from services.stats.domain.board import OutcomeSplit, Point, Series, Step
from services.stats.domain.counts import Counts, Tally
from services.stats.domain.rounding import percent
from shared.calendar import Calendar, working_days_between
from shared.contracts.base import Bilingual

NAMES = {
    "submitted": Bilingual(zh="提交", en="Submitted"),
    "accepted": Bilingual(zh="受理", en="Accepted"),
    "recommended": Bilingual(zh="推荐", en="Recommended"),
    "recognised": Bilingual(zh="认定", en="Recognised"),
    "withdrawn": Bilingual(zh="撤回", en="Withdrawn"),
    "not_accepted": Bilingual(zh="不予受理", en="Not accepted"),
    "not_recognised": Bilingual(zh="未认定", en="Not recognised"),
}
"""The milestones that are public, in the words of the board."""

FUNNEL = ("submitted", "accepted", "recommended", "recognised")
_EXITS = ("withdrawn", "not_accepted", "not_recognised")
_OPEN = Bilingual(zh="未结或未获推荐", en="Open or not recommended")


def steps(milestones: tuple[str, ...], reached: Tally) -> tuple[Step, ...]:
    """How many reached each milestone, in percent of the submitted."""
    first = reached.get("submitted", 0)
    return tuple(
        Step(
            milestone=m,
            name=NAMES[m],
            count=reached.get(m, 0),
            share=percent(reached.get(m, 0), first),
        )
        for m in milestones
    )


def exits(reached: Tally) -> tuple[Step, ...]:
    """What became of the submitted that are not recognised; with these they add up.

    Where a withdrawn one had come to is not counted, so those still open and those that the
    recommender left out can only be told together.
    """
    left = steps(_EXITS, reached)
    submitted, recognised = reached.get("submitted", 0), reached.get("recognised", 0)
    others = max(0, submitted - recognised - sum(step.count for step in left))
    share = percent(others, submitted)
    return (*left, Step(milestone="open", name=_OPEN, count=others, share=share))


def outcome(reached: Tally) -> OutcomeSplit:
    """What became of the recommended, as far as it is announced."""
    recommended = reached.get("recommended", 0)
    recognised = reached.get("recognised", 0)
    not_recognised = reached.get("not_recognised", 0)
    return OutcomeSplit(
        recommended=recommended,
        recognised=recognised,
        not_recognised=not_recognised,
        undecided=max(0, recommended - recognised - not_recognised),
    )


def series(
    milestone: str, counts: Counts, first: date, calendar: Calendar, as_of: date | None = None
) -> Series:
    """How many had reached a milestone by each day, counted in working days from the first."""
    daily = counts.daily(milestone, as_of)
    totals = accumulate(added for _, added in daily)
    return Series(
        milestone=milestone,
        name=NAMES[milestone],
        points=tuple(
            Point(
                day=day,
                working_day=_working_day(first, day, calendar),
                added=added,
                total=total,
            )
            for (day, added), total in zip(daily, totals, strict=True)
        ),
    )


def _working_day(first: date, day: date, calendar: Calendar) -> int:
    return 1 + max(0, working_days_between(first, day, calendar))
