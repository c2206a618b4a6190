"""The cumulative lines: where they run, and the table under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.stats.domain.board import Point, Series
from services.stats.domain.published import Before, Figure
from shared.values import Bilingual

SIDE = 1000
"""The lines are drawn in a square of this size, stretched to the place there is."""

MOST_LINES = 3
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
ROOM = 1 / 3
"""How much of the width a label needs on the narrowest phone, to be beside the next one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its path in the square, and where it ends in percent of width and height."""

    name: Bilingual
    total: int
    path: str
    end_x: str
    end_y: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Last year's total, drawn level, since only its end is known."""

    before: Before
    total: int
    y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis in percent, and the number there; `tight` has no room on a phone."""

    at: str
    value: int
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything that the chart of cumulative counts shows."""

    lines: tuple[Line, ...]
    reference: Reference | None
    heights: tuple[Tick, ...]
    days: tuple[Tick, ...]
    rows: tuple[tuple[Point, tuple[int, ...]], ...]
    """One a day with a change: the day, and every series' sum on it."""


def growth(series: Sequence[Series], figures: Sequence[Figure]) -> Growth | None:
    """The chart, or None as long as nothing has been counted."""
    shown = drawn(series, figures)
    if not shown:
        return None
    points = [point for one in shown for point in one.points]
    last_day = max(1, *(point.working_day for point in points))
    reference = _before(shown, figures)
    highest = max(1, reference[1] if reference else 0, *(one.points[-1].total for one in shown))
    step = nice_step(highest)
    top = step * -(-highest // step)
    return Growth(
        lines=tuple(_line(one, last_day, top) for one in shown),
        reference=Reference(*reference, y=_down(reference[1], top)) if reference else None,
        heights=tuple(Tick(_down(n, top), n) for n in range(step, top + 1, step)),
        days=_days(last_day),
        rows=_rows(shown),
    )


def drawn(series: Sequence[Series], figures: Sequence[Figure]) -> list[Series]:
    """What last year is compared with first, then the ends of the funnel.

    At most three lines, with last year's.
    """
    begun = [one for one in series if one.points]
    compared = {f.numerator.milestone for f in figures if f.kind == "change" and f.numerator}
    main = next((one for one in begun if one.milestone in compared), None)
    others = [one for one in begun if one is not main]
    room = MOST_LINES - (1 if _before(begun, figures) else 0)
    return [*([main] if main else []), *others[:1], *others[1:][-1:]][:room]


def nice_step(highest: int) -> int:
    """A round distance between grid lines, so that there are three to five of them."""
    scale = 1
    while highest > 50 * scale:
        scale *= 10
    steps = (int(step * scale) for step in STEPS if (step * scale).is_integer())
    return next(step for step in steps if step * 5 >= highest)


def half_by(series: Series) -> int:
    """The working day by which half of the sum was reached."""
    total = series.points[-1].total
    return next(point.working_day for point in series.points if 2 * point.total >= total)


def _line(series: Series, last_day: int, top: int) -> Line:
    path, y = [f"M0 {SIDE}"], SIDE
    for point in series.points:
        x = round(SIDE * max(0, point.working_day) / last_day)
        y = round(SIDE * (1 - point.total / top))
        path.append(f"H{x}V{y}")
    path.append(f"H{SIDE}")
    total = series.points[-1].total
    return Line(series.name, total, "".join(path), "100%", _down(total, top))


def _before(shown: Sequence[Series], figures: Sequence[Figure]) -> tuple[Before, int] | None:
    milestones = {one.milestone for one in shown}
    for figure in figures:
        before, counted = figure.before, figure.numerator
        if figure.kind == "change" and before and counted and counted.milestone in milestones:
            return (before, int(Decimal(before.value))) if before.value is not None else None
    return None


def _days(last_day: int) -> tuple[Tick, ...]:
    step = nice_step(last_day)
    between = [n for n in range(step, last_day, step) if n > 1 and last_day - n >= step / 2]
    ticks, before = [Tick("0%", 1)] if last_day > 1 else [], 0.0
    for n in between:
        at = n / last_day
        tight = at - before < ROOM or 1 - at < ROOM
        ticks.append(Tick(f"{100 * at:.2f}%", n, tight))
        before = before if tight else at
    return (*ticks, Tick("100%", last_day))


def _rows(shown: Sequence[Series]) -> tuple[tuple[Point, tuple[int, ...]], ...]:
    days = {point.day: point for one in shown for point in one.points}
    sums, rows = [0] * len(shown), []
    found = [{point.day: point.total for point in one.points} for one in shown]
    for on in sorted(days):
        sums = [totals.get(on, before) for totals, before in zip(found, sums, strict=True)]
        rows.append((days[on], tuple(sums)))
    return tuple(rows)


def _down(value: int, top: int) -> str:
    return f"{100 * (1 - value / top):.2f}%"
