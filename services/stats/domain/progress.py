"""How a round moves: its funnel, what became of its applications, and growth by working day."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate

from services.stats.domain.board import Column, OutcomeSplit, Point, Series, Step, StepPart
from services.stats.domain.counts import Counts, Tally
from services.stats.domain.milestones import and_withdrawn
from services.stats.domain.rounding import percent
from services.stats.domain.waiting import stage_of
from shared.calendar import Calendar, working_days_between
from shared.programmes import Milestone, Path, Stage
from shared.programmes.path import Announcement, Exit, FormalReview, Recommendation
from shared.programmes.path.path import OPEN
from shared.values import Bilingual

NOT_PASSED = Bilingual(zh="未通过", en="Not passed")
"""What those are called that fail in one of several ways."""


def steps(milestones: Iterable[Milestone], way: Path, reached: Tally) -> tuple[Step, ...]:
    """How many reached each milestone, in percent of the first of the funnel.

    Of those that were accepted it tells apart who was by statute, and incomplete, if anybody was.
    """
    entered, deemed = _entered(way, reached), _deemed(way)
    found = []
    for milestone in milestones:
        part = deemed.get(milestone.id)
        few = 0 if part is None else reached.get(part.id, 0)
        whole = _step(milestone, reached.get(milestone.id, 0), entered)
        if part is not None and few:
            whole = whole.model_copy(update={"of_which": (_part(part, few, entered),)})
        found.append(whole)
    return tuple(found)


def exits(
    way: Path, reached: Tally, *, recommending_is_over: Callable[[Stage], bool]
) -> tuple[Step, ...]:
    """What became of all that entered and did not succeed; with those that did they add up.

    An application ends once: what an announcement made of it stays, whether it is withdrawn or
    not; one that is withdrawn has neither failed before nor been left out.
    """
    entered = _entered(way, reached)
    ended: dict[Milestone, int] = {}
    for end in way.exits:
        # The streams are not heard at the same moment.
        if (count := _ended(way, end, reached, recommending_is_over)) is not None:
            ended[end.milestone] = max(0, count)
    succeeded = reached.get(way.success.id, 0) if way.success else 0
    ended[OPEN] = max(0, entered - succeeded - sum(ended.values()))
    return tuple(_step(milestone, count, entered) for milestone, count in ended.items())


def outcome(way: Path, reached: Tally) -> OutcomeSplit:
    """What became of those in the base, as far as it is announced."""
    base = reached.get(way.base.id, 0) if way.base else 0
    success = reached.get(way.success.id, 0) if way.success else 0
    failing = failures(way)
    failed = sum(_failed(end, reached) for end in failing)
    withdrawn = max(
        0,
        (_withdrawn(way.base, reached) if way.base else 0)
        - (_withdrawn(way.success, reached) if way.success else 0)
        - sum(_withdrawn(end.milestone, reached) for end in failing if _announced(end.stage)),
    )
    return OutcomeSplit(
        base=base,
        success=success,
        failed=failed,
        withdrawn=withdrawn,
        undecided=max(0, base - success - failed - withdrawn),
    )


def failures(way: Path) -> tuple[Exit, ...]:
    """The ways in which one of the base may fail."""
    base = column(way, way.base)
    if base is None:
        return ()
    later = way.stages[way.stages.index(stage_of(base.milestone, way)) + 1 :]
    return tuple(end for end in way.exits if end.how == "failed" and end.stage in later)


def column(way: Path, milestone: Milestone | None) -> Column | None:
    """A milestone of the path as the board compares by it."""
    if milestone is None:
        return None
    return _column(stage_of(milestone.id, way), milestone.id, milestone.name)


def _column(stage: Stage, milestone: str, name: Bilingual) -> Column:
    awarded = isinstance(stage, Announcement) and stage.events == "recognition"
    return Column(
        milestone=milestone, name=name, stage=stage.name, kind=stage.kind, awarded=awarded
    )


def failed_column(way: Path) -> Column | None:
    """What those of the base that fail are called, in one word if there are several ways."""
    failing = failures(way)
    if len(failing) < 2:
        return column(way, failing[0].milestone) if failing else None
    last = failing[-1]
    return _column(last.stage, last.milestone.id, NOT_PASSED)


def series(
    milestone: Milestone,
    counts: Counts,
    first: date,
    calendar: Calendar,
    as_of: date | None = None,
) -> Series:
    """How many had reached a milestone by each day, counted in working days from the first."""
    daily = counts.daily(milestone.id, as_of)
    totals = accumulate(added for _, added in daily)
    return Series(
        milestone=milestone.id,
        name=milestone.name,
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


def _ended(
    way: Path, end: Exit, reached: Tally, recommending_is_over: Callable[[Stage], bool]
) -> int | None:
    match end.how:
        case "withdrawn":
            announced = [
                e.milestone for e in way.exits if e.how == "failed" and _announced(e.stage)
            ]
            announced += [way.success] if way.success else []
            kept = sum(_withdrawn(milestone, reached) for milestone in announced)
            return reached.get(end.milestone.id, 0) - kept
        case "failed":
            return _failed(end, reached)
        case "left_out":
            over = recommending_is_over(end.stage)
            return _left_out(way, end.stage, reached) if over else None


def _failed(end: Exit, reached: Tally) -> int:
    failed = reached.get(end.milestone.id, 0)
    return failed if _announced(end.stage) else failed - _withdrawn(end.milestone, reached)


def _left_out(way: Path, stage: Stage, reached: Tally) -> int | None:
    """How many came as far as this recommendation and are neither recommended nor gone.

    None where some pass it by, who can't be told from those that it left out.
    """
    if not isinstance(stage, Recommendation) or stage.milestones.passed is None or stage.when:
        return None
    before = way.before(stage)
    # Not everybody comes through a stage that has a condition.
    passed = [(at, _passed(way, one)) for at, one in enumerate(before) if one.when is None]
    came = [(at, milestone) for at, milestone in passed if milestone is not None]
    if not came:
        return None
    last, milestone = came[-1]
    failed = sum(
        _staying(end.milestone, reached)
        for end in way.exits
        if end.how == "failed" and end.stage in before[last + 1 :]
    )
    return _staying(milestone, reached) - failed - _staying(stage.milestones.passed, reached)


def _passed(way: Path, stage: Stage) -> Milestone | None:
    return next((given for _, given in stage.given if given in way.funnel), None)


def _staying(milestone: Milestone, reached: Tally) -> int:
    """How many reached it and are not withdrawn."""
    return reached.get(milestone.id, 0) - _withdrawn(milestone, reached)


def _withdrawn(milestone: Milestone, reached: Tally) -> int:
    """How many reached it and are withdrawn."""
    return reached.get(and_withdrawn(milestone.id), 0)


def _announced(stage: Stage) -> bool:
    return isinstance(stage, Announcement)


def _entered(way: Path, reached: Tally) -> int:
    return reached.get(way.funnel[0].id, 0) if way.funnel else 0


def _deemed(way: Path) -> dict[str, Milestone]:
    """By the milestone that formal review gives, that of those who have it by statute."""
    given = (dict(stage.given) for stage in way.of_kind(FormalReview))
    return {g["passed"].id: g["deemed"] for g in given if "passed" in g and "deemed" in g}


def _step(milestone: Milestone, count: int, entered: int) -> Step:
    return Step(
        milestone=milestone.id, name=milestone.name, count=count, share=percent(count, entered)
    )


def _part(milestone: Milestone, count: int, entered: int) -> StepPart:
    return StepPart(
        milestone=milestone.id, name=milestone.name, count=count, share=percent(count, entered)
    )


def _working_day(first: date, day: date, calendar: Calendar) -> int:
    return 1 + max(0, working_days_between(first, day, calendar))
