"""Ids of a path that each stand for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.nearest import did_you_mean
from shared.programmes.path import (
    WITHDRAWN,
    ApplicationStage,
    Cohort,
    Construction,
    Decision,
    FormalReview,
    Recommendation,
    Stage,
)
from shared.programmes.path.path import OPEN
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.model import Programme

RESERVED_END = "_and_withdrawn"
"""What the statistics add to the name of a milestone."""


def name_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the ids of stages, milestones, words and verdicts."""
    stages: dict[str, str] = {}
    milestones = {OPEN.id: "those that have not ended"}
    words = {WITHDRAWN.id: "the withdrawn"}
    left_out: set[str] = set()
    for i, stage in enumerate(programme.path):
        at: Loc = ("path", i)
        is_new = stage.id not in stages
        yield from _once(stages, stage.id, "id", (*at, "id"), "another stage")
        if is_new and not _is_one_too_many(programme.path, i):
            yield from _milestones(at, stage, milestones, left_out)
            yield from _words(at, stage, words)
        if isinstance(stage, Decision) and stage.verdicts.passed.id == stage.verdicts.failed.id:
            yield (
                (*at, "verdicts", "failed", "id"),
                f"expected another word than {stage.verdicts.passed.id}, which is to pass",
            )


def _is_one_too_many(path: tuple[Stage, ...], i: int) -> bool:
    """Whether it has the same names as another stage only because it should not be there.

    A second recommendation is a tier, if it says whose.
    """
    stage = path[i]
    if isinstance(stage, Recommendation) and stage.recommenders:
        return False
    kinds = (Cohort, ApplicationStage, FormalReview, Recommendation, Construction)
    return any(
        isinstance(stage, kind) and isinstance(path[j], kind) for kind in kinds for j in range(i)
    )


def _milestones(at: Loc, stage: Stage, seen: dict[str, str], left_out: set[str]) -> Iterator[Fault]:
    given = [((*at, "milestones", moment), found) for moment, found in stage.given]
    # That tiers share it is told of them all together.
    if isinstance(stage, Recommendation) and stage.left_out.id not in left_out:
        left_out.add(stage.left_out.id)
        given.append(((*at, "left_out"), stage.left_out))
    for loc, milestone in given:
        yield from _once(seen, milestone.id, "milestone", (*loc, "id"), f"the stage {stage.id}")
        if milestone.id.endswith(RESERVED_END):
            yield (*loc, "id"), f"expected an id that does not end in {RESERVED_END}; shorten it"


def _words(at: Loc, stage: Stage, seen: dict[str, str]) -> Iterator[Fault]:
    states = [state.value for state in stage.reachable]
    there_is = f"one of {', '.join(states)}" if states else "no words, as no case stands here"
    for state in stage.words:
        if state not in states:
            yield (
                (*at, "words", state),
                f"expected {there_is}, not {state}{did_you_mean(state, states)}",
            )
    if isinstance(stage, ApplicationStage):
        return
    for found in stage.reachable:
        is_given = found.value in stage.words
        loc = (*at, "words", found.value, "id") if is_given else (*at, "id")
        yield from _once(seen, stage.word(found).id, "word", loc, f"the stage {stage.id}")


def _once(seen: dict[str, str], id_: str, what: str, loc: Loc, owner: str) -> Iterator[Fault]:
    if id_ in seen:
        yield loc, f"expected a new {what}, but {id_} is already that of {seen[id_]}; rename one"
    seen.setdefault(id_, owner)
