"""How long the bars are, in percent of the longest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.stats.domain.board import Board, Districts, Step
from shared.values import Bilingual

Kind = Literal["success", "failed", "withdrawn", "undecided"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A district's row with the lengths of its two bars."""

    name: Bilingual
    base: int | None
    success: int | None
    rate: str | None
    whole: str
    part: str


def district_bars(districts: Districts) -> list[Bar]:
    """The largest base first; the rows that are kept back last."""
    rows = sorted(districts.rows, key=lambda row: -1 if row.hidden else -(row.base or 0))
    rows.sort(key=lambda row: row.hidden)
    longest = max((row.base or 0 for row in rows), default=0)
    return [
        Bar(
            name=row.name,
            base=row.base,
            success=row.success,
            rate=row.rate,
            whole=length(row.base, longest),
            part=length(row.success, longest),
        )
        for row in rows
    ]


def step_bars(steps: Sequence[Step], of: Sequence[Step]) -> list[tuple[Step, str]]:
    """Each step with its length, on the scale of the longest among `of`."""
    longest = max((step.count for step in of), default=0)
    return [(step, length(step.count, longest)) for step in steps]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the outcome bar: what it is, under which id, where it starts, how long it is."""

    kind: Kind
    id: str
    count: int
    start: str
    length: str


def outcome_parts(board: Board) -> list[tuple[Kind, str, int]]:
    """The parts of the outcome with the id of each: that of its milestone if it has one."""
    outcome = board.outcome
    return [
        ("success", board.success.milestone if board.success else "success", outcome.success),
        ("failed", board.failed.milestone if board.failed else "failed", outcome.failed),
        ("withdrawn", "withdrawn", outcome.withdrawn),
        ("undecided", "undecided", outcome.undecided),
    ]


def outcome_segments(board: Board) -> list[Segment]:
    """The parts of the outcome; those of nothing are left out."""
    segments, before, whole = [], 0, board.outcome.base
    for kind, id_, count in outcome_parts(board):
        if count:
            starts, long = length(before, whole), length(count, whole)
            segments.append(Segment(kind, id_, count, starts, long))
        before += count
    return segments


def length(count: int | None, longest: int) -> str:
    """An SVG length that needs no script and no style: `83.23%`."""
    return f"{100 * (count or 0) / longest:.2f}%" if longest else "0%"
