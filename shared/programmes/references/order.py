"""Stages in an order in which every case is decided on and comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Cohort,
    Construction,
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
    yield from _cohort(path)
    yield from _entry(path)
    yield from _formal_review(path)
    yield from _recommendation(path)
    yield from _construction(path)
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


def _cohort(path: tuple[Stage, ...]) -> Iterator[Fault]:
    for i, stage in enumerate(path):
        if isinstance(stage, Cohort) and i > 0:
            yield (
                ("path", i, "kind"),
                "expected one cohort, as the first stage: who is in it is called to apply; move it "
                "up, or leave it out where there is one",
            )


def _entry(path: tuple[Stage, ...]) -> Iterator[Fault]:
    entries = [i for i, stage in enumerate(path) if isinstance(stage, ApplicationStage)]
    if not entries:
        yield ("path",), "expected a first stage of kind application: every case enters by it"
    elif any(not isinstance(stage, Cohort) for stage in path[: entries[0]]):
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
    tiers = [(i, stage) for i, stage in enumerate(path) if isinstance(stage, Recommendation)]
    if len(tiers) < 2:
        return
    tier_of: dict[str, str] = {}
    for i, tier in tiers:
        if not tier.recommenders:
            yield (
                ("path", i, "recommenders"),
                "expected who recommends in this tier: there are several, and each has its own; "
                "name them",
            )
        for j, office in enumerate(tier.recommenders):
            if office in tier_of:
                yield (
                    ("path", i, "recommenders", j),
                    f"expected each recommender in one tier, but {office} is in {tier_of[office]}",
                )
            tier_of.setdefault(office, tier.id)
    left_out: set[str] = set()
    for i, tier in tiers:
        if tier.left_out.id in left_out:
            yield (
                ("path", i, "left_out"),
                f"expected a milestone of its own: {tier.left_out.id} is that of a tier before",
            )
        left_out.add(tier.left_out.id)


def _construction(path: tuple[Stage, ...]) -> Iterator[Fault]:
    found = [i for i, stage in enumerate(path) if isinstance(stage, Construction)]
    for i in found[1:]:
        yield (
            ("path", i, "kind"),
            f"expected one construction at most: {path[found[0]].id} is one; give that its tasks",
        )
    for i in found[:1]:
        if not any(isinstance(stage, Decision) for stage in path[:i]):
            yield (
                ("path", i, "kind"),
                "expected a decision before the construction: it admits to it; add one",
            )
        following = path[i + 1] if i + 1 < len(path) else None
        if not isinstance(following, Decision):
            yield (
                ("path", i, "kind"),
                "expected a decision right after the construction: it evaluates it; put it there",
            )
        elif following.when is not None:
            yield (
                ("path", i + 1, "when"),
                "expected no when: whatever was built is evaluated; leave it out",
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
