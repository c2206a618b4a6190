"""How a round moves: its funnel, what became of the recommended, and growth by working day."""

from datetime import date
from itertools import accumulate

from services.stats.domain.board import OutcomeSplit, Point, Series, Step
from services.stats.domain.counts import Counts, Tally
from services.stats.domain.milestones import WHERE_WITHDRAWN, and_withdrawn
from services.stats.domain.rounding import percent
from shared.calendar import Calendar, working_days_between
from shared.values import Bilingual

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
_ENDS = {
    "withdrawn": NAMES["withdrawn"],
    "not_accepted": NAMES["not_accepted"],
    "not_recommended": Bilingual(zh="未获推荐", en="Not recommended"),
    "not_recognised": NAMES["not_recognised"],
    "open": Bilingual(zh="未结", en="Open"),
}


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


def exits(reached: Tally, *, recommending_is_over: bool) -> tuple[Step, ...]:
    """What became of the submitted that are not recognised; with these they add up.

    An application ends once: one with an outcome is not withdrawn, one that is withdrawn is
    neither left out by the recommender nor not accepted, whatever it had come to before.
    """
    submitted, left = reached.get("submitted", 0), _withdrawn(reached)
    ended = {
        "withdrawn": reached.get("withdrawn", 0) - left["recognised"] - left["not_recognised"],
        "not_accepted": reached.get("not_accepted", 0) - left["not_accepted"],
        "not_recognised": reached.get("not_recognised", 0),
    }
    if recommending_is_over:
        passed_over = reached.get("accepted", 0) - reached.get("recommended", 0)
        ended["not_recommended"] = passed_over - left["accepted"] + left["recommended"]
    # The streams are not heard at the same moment.
    ended = {end: max(0, count) for end, count in ended.items()}
    others = submitted - reached.get("recognised", 0) - sum(ended.values())
    ended["open"] = max(0, others)
    return tuple(
        Step(milestone=end, name=name, count=ended[end], share=percent(ended[end], submitted))
        for end, name in _ENDS.items()
        if end in ended
    )


def outcome(reached: Tally) -> OutcomeSplit:
    """What became of the recommended, as far as it is announced."""
    recommended, left = reached.get("recommended", 0), _withdrawn(reached)
    recognised = reached.get("recognised", 0)
    not_recognised = reached.get("not_recognised", 0)
    withdrawn = max(0, left["recommended"] - left["recognised"] - left["not_recognised"])
    return OutcomeSplit(
        recommended=recommended,
        recognised=recognised,
        not_recognised=not_recognised,
        withdrawn=withdrawn,
        undecided=max(0, recommended - recognised - not_recognised - withdrawn),
    )


def _withdrawn(reached: Tally) -> Tally:
    """Of those that are withdrawn: how many had come to each milestone."""
    return {name: reached.get(and_withdrawn(name), 0) for name in WHERE_WITHDRAWN}


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
