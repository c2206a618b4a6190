"""Stages in an order in which every case is decided on and comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
    Stage,
)
from shared.programmes.reach import can_pass_by
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def order_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of which stage stands before or after which."""
    path = programme.path
    yield from _entry(path)
    yield from _formal_review(path)
    yield from _recommendation(path)
    for i, stage in enumerate(path):
        at: Loc = ("path", i)
        match stage:
            case PublicNotice():
                yield from _notice(at, path, i)
            case Announcement():
                yield from _announcement(at, path, i, programme)
            case Decision(sealed=True) if not isinstance(
                next(iter(path[i + 1 :]), None), PublicNotice | Announcement
            ):
                yield (
                    (*at, "sealed"),
                    f"expected an announcement, or its notice, right after the sealed {stage.id}: "
                    "nobody may know before what was decided; put it there or leave sealed out",
                )
    yield from _end(path)


def _entry(path: tuple[Stage, ...]) -> Iterator[Fault]:
    entries = [i for i, stage in enumerate(path) if isinstance(stage, ApplicationStage)]
    if not entries:
        yield ("path",), "expected a first stage of kind application: every case enters by it"
    elif entries[0] != 0:
        yield (
            ("path", entries[0], "kind"),
            "expected the application as the first stage: every case enters by it; move it up",
        )
    for i in entries[1:]:
        yield (
            ("path", i, "kind"),
            f"expected one application: {path[entries[0]].id} is the entry; leave this one out",
        )


def _formal_review(path: tuple[Stage, ...]) -> Iterator[Fault]:
    found = [i for i, stage in enumerate(path) if isinstance(stage, FormalReview)]
    for i in found[1:]:
        yield (
            ("path", i, "kind"),
            f"expected one formal_review at most: {path[found[0]].id} is one; "
            "supplement_rounds repeats it",
        )


def _recommendation(path: tuple[Stage, ...]) -> Iterator[Fault]:
    found = [i for i, stage in enumerate(path) if isinstance(stage, Recommendation)]
    for i in found[1:]:
        yield (
            ("path", i, "kind"),
            f"expected one recommendation at most: {path[found[0]].id} is one, and an application "
            "is on one summary sheet only; make it a decision",
        )


def _notice(at: Loc, path: tuple[Stage, ...], i: int) -> Iterator[Fault]:
    if not _decisions(path, i):
        yield (*at, "kind"), "expected a decision before the notice: it makes the list; add one"
    if i + 1 < len(path) and not isinstance(path[i + 1], Announcement):
        yield (
            (*at, "kind"),
            "expected an announcement right after the notice of its list; put it there",
        )


def _announcement(
    at: Loc, path: tuple[Stage, ...], i: int, programme: Programme
) -> Iterator[Fault]:
    decisions = _decisions(path, i)
    noticed = i > 0 and isinstance(path[i - 1], PublicNotice)
    if not decisions and not noticed:
        yield (
            (*at, "kind"),
            "expected a decision before the announcement, after any earlier one: it makes the "
            "list; add one",
        )
    conditions = [found.when for found in decisions if found.when is not None]
    if decisions and len(conditions) == len(decisions) and can_pass_by(conditions, programme):
        named = " and ".join(found.id for found in decisions)
        yield (
            (*at, "kind"),
            f"expected a decision on every case before the announcement, but one can pass by "
            f"{named}; add one without when",
        )


def _decisions(path: tuple[Stage, ...], i: int) -> list[Decision]:
    """The decisions that make the list of the stage at `i`: those since the announcement before."""
    found: list[Decision] = []
    for stage in path[:i]:
        if isinstance(stage, Announcement):
            found.clear()
        elif isinstance(stage, Decision):
            found.append(stage)
    return found


def _end(path: tuple[Stage, ...]) -> Iterator[Fault]:
    if path and not isinstance(path[-1], Announcement):
        yield (
            ("path", len(path) - 1, "kind"),
            f"expected an announcement as the last stage, not {path[-1].kind}: every case needs "
            "an end; add one",
        )
