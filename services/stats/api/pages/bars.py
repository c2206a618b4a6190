"""How long the bars are, in percent of the longest."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.stats.domain.board import Districts, OutcomeSplit, Step
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Bar:
    """A district's row with the lengths of its two bars."""

    name: Bilingual
    recommended: int | None
    recognised: int | None
    rate: str | None
    whole: str
    part: str


def district_bars(districts: Districts) -> list[Bar]:
    """Most recommended first; the rows that are kept back last."""
    rows = sorted(districts.rows, key=lambda row: -1 if row.hidden else -(row.recommended or 0))
    rows.sort(key=lambda row: row.hidden)
    longest = max((row.recommended or 0 for row in rows), default=0)
    return [
        Bar(
            name=row.name,
            recommended=row.recommended,
            recognised=row.recognised,
            rate=row.rate,
            whole=length(row.recommended, longest),
            part=length(row.recognised, longest),
        )
        for row in rows
    ]


def step_bars(steps: Sequence[Step], of: Sequence[Step]) -> list[tuple[Step, str]]:
    """Each step with its length, on the scale of the longest among `of`."""
    longest = max((step.count for step in of), default=0)
    return [(step, length(step.count, longest)) for step in steps]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the outcome bar: where it starts and how long it is."""

    kind: str
    count: int
    start: str
    length: str


def outcome_segments(outcome: OutcomeSplit) -> list[Segment]:
    """Recognised, not recognised, withdrawn, undecided; parts of nothing are left out."""
    parts = {
        "recognised": outcome.recognised,
        "not_recognised": outcome.not_recognised,
        "withdrawn": outcome.withdrawn,
        "undecided": outcome.undecided,
    }
    segments, before = [], 0
    for kind, count in parts.items():
        if count:
            whole = outcome.recommended
            segments.append(Segment(kind, count, length(before, whole), length(count, whole)))
        before += count
    return segments


def length(count: int | None, longest: int) -> str:
    """An SVG length that needs no script and no style: `83.23%`."""
    return f"{100 * (count or 0) / longest:.2f}%" if longest else "0%"
