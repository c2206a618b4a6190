"""What each stage needs: offices, reasons, milestones, a clock, and words that fit its kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from shared.programmes.nearest import undefined
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
from shared.programmes.path.stage import StageBase
from shared.programmes.reach import can_hold
from shared.programmes.reasons import OBJECTION_OUTCOMES, ReasonScope
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.conditions import condition_faults
from shared.programmes.references.outcomes import outcome_faults

if TYPE_CHECKING:
    from shared.programmes.model import Programme

NEEDS: tuple[tuple[type[StageBase], ReasonScope, str], ...] = (
    (FormalReview, "case", "not to accept an application"),
    (Decision, "decision", "not to pass a case"),
    (Construction, "construction", "to end a construction"),
    (PublicNotice, "objection", "to uphold or dismiss an objection"),
)
"""The kinds of stage that give reasons, for what."""


def stage_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of each stage, and of whatever else the stages make necessary."""
    for i, stage in enumerate(programme.path):
        at: Loc = ("path", i)
        yield from _office(at, stage, programme)
        yield from _when(at, stage, programme)
        match stage:
            case ApplicationStage():
                yield from _application(at, stage, programme)
            case FormalReview():
                yield from _end(at, stage, "failed")
            case Recommendation():
                known = [recommender.id for recommender in programme.recommenders]
                for j, office in enumerate(stage.recommenders):
                    if office not in known:
                        yield (*at, "recommenders", j), undefined(office, known, "recommenders")
                if not programme.recommenders:
                    yield ("recommenders",), f"expected one at least: {stage.id} is done by them"
            case Decision():
                yield from _decision(at, stage, programme.path[i + 1 :])
            case Construction():
                yield from _construction(at, stage, programme)
            case PublicNotice():
                if programme.clocks.notice is None:
                    yield ("clocks", "notice"), f"expected this clock: {stage.id} goes by it"
            case Announcement():
                yield from _announcement(at, stage, programme.path, i)
    yield from _reasons(programme)


def _office(at: Loc, stage: Stage, programme: Programme) -> Iterator[Fault]:
    offices = [office.id for office in programme.offices]
    offices += [recommender.id for recommender in programme.recommenders]
    if stage.office is not None and stage.office not in offices:
        yield (*at, "office"), undefined(stage.office, offices, "offices")
    if not isinstance(stage, Decision) or not stage.joint:
        return
    if len(set(stage.joint)) < 2:
        yield (
            (*at, "joint"),
            "expected two offices or more: one alone decides without joint; name it as office",
        )
    if stage.office is not None:
        yield (*at, "office"), "expected office or joint, not both; add it to joint"
    if stage.committee is not None:
        yield (*at, "joint"), "expected joint or committee, not both: a committee is of one office"
    for j, office in enumerate(stage.joint):
        if office not in offices:
            yield (*at, "joint", j), undefined(office, offices, "offices")
        elif office in stage.joint[:j]:
            yield (*at, "joint", j), f"expected each office once, but {office} is there already"


def _when(at: Loc, stage: Stage, programme: Programme) -> Iterator[Fault]:
    if stage.when is None:
        return
    if isinstance(stage, ApplicationStage):
        yield (*at, "when"), "expected no when: nobody passes by the entry; use eligibility"
    elif isinstance(stage, Cohort):
        yield (*at, "when"), "expected no when: the register says who is called; leave it out"
    elif isinstance(stage, PublicNotice | Announcement):
        yield (
            (*at, "when"),
            "expected no when: every case that was decided on needs the outcome; leave it out",
        )
    else:
        faults = list(condition_faults((*at, "when"), stage.when, programme, facts=True))
        yield from faults
        if not faults and not can_hold(stage.when, programme):
            yield (
                (*at, "when"),
                "expected a condition that can be true: nothing reaches this stage",
            )


def _application(at: Loc, stage: ApplicationStage, programme: Programme) -> Iterator[Fault]:
    yield from _end(at, stage, "withdrawn")
    if stage.milestones.submitted is None:
        loc = (*at, "milestones", "submitted")
        yield loc, "expected a milestone: every share is of the submitted; name one"
    yield from _limits((*at, "limits"), stage, programme)
    reasons = [reason.id for reason in programme.reasons]
    for i, rule in enumerate(stage.eligibility):
        loc = (*at, "eligibility", i)
        if rule.reason not in reasons:
            yield (*loc, "reason"), undefined(rule.reason, reasons, "reasons")
        within = (*loc, "condition")
        faults = list(condition_faults(within, rule.condition, programme, facts=True))
        yield from faults
        if not faults and not can_hold(rule.condition, programme):
            yield within, "expected a condition that can be true: nobody could apply"


def _limits(at: Loc, stage: ApplicationStage, programme: Programme) -> Iterator[Fault]:
    whole, part = stage.limits.per_enterprise, stage.limits.per_category
    if whole and programme.max_applications_per_enterprise:
        yield (
            (*at, "per_enterprise"),
            "expected this or max_applications_per_enterprise, not both; leave that one out",
        )
    if whole and part and part > whole:
        yield (*at, "per_category"), f"expected per_enterprise {whole} or less"


def _decision(at: Loc, stage: Decision, later: tuple[Stage, ...]) -> Iterator[Fault]:
    if stage.sealed:
        for moment in ("passed", "failed"):
            if getattr(stage.milestones, moment) is not None:
                yield (
                    (*at, "milestones", moment),
                    "expected only decided: what a sealed decision came to is not known before "
                    "the announcement, which gives it",
                )
    else:
        yield from _end(at, stage, "failed")
        if stage.milestones.decided is not None:
            yield (
                (*at, "milestones", "decided"),
                "expected passed and failed instead: the decision is not sealed",
            )
    is_last = all(isinstance(each, PublicNotice | Announcement) for each in later)
    if stage.events == "recognition" and not (stage.sealed and is_last):
        yield (
            (*at, "events"),
            "expected stage: events of a recognition are for the sealed decision before the final "
            "announcement",
        )
    if stage.committee is not None:
        if Fraction(stage.committee.quorum) > 1:
            yield (*at, "committee", "quorum"), "expected 1/1 or less: a part of all members"
        if Fraction(stage.committee.majority) >= 1:
            yield (
                (*at, "committee", "majority"),
                "expected less than 1/1: a part of the votes that must be exceeded",
            )


def _construction(at: Loc, stage: Construction, programme: Programme) -> Iterator[Fault]:
    yield from _end(at, stage, "failed")
    offices = [office.id for office in programme.offices]
    if stage.overseer is not None and stage.overseer not in offices:
        yield (*at, "overseer"), undefined(stage.overseer, offices, "offices")
    if stage.office is not None:
        yield (*at, "office"), "expected overseer: the applicant builds, and no office does"
    for field, parts in (("tasks", stage.tasks), ("indicators", stage.indicators)):
        ids = [part.id for part in parts]
        for j, id_ in enumerate(ids):
            if id_ in ids[:j]:
                yield (*at, field, j, "id"), f"expected a new id, but {id_} is there already"


def _announcement(at: Loc, stage: Announcement, path: tuple[Stage, ...], i: int) -> Iterator[Fault]:
    is_final = i == len(path) - 1
    if is_final and stage.milestones.passed is None:
        loc = (*at, "milestones", "passed")
        yield loc, "expected a milestone: without it nobody counts as successful; name one"
    if _may_fail(path[:i]):
        yield from _end(at, stage, "failed")
    if stage.events == "recognition" and not is_final:
        yield (
            (*at, "events"),
            "expected stage: events of a recognition are for the final announcement",
        )


def _may_fail(before: tuple[Stage, ...]) -> bool:
    """Whether a case may come to the announcement after these and not be on its list."""
    for stage in reversed(before):
        if isinstance(stage, Announcement):
            return False
        if isinstance(stage, PublicNotice) or (isinstance(stage, Decision) and stage.sealed):
            return True
    return False


def _end(at: Loc, stage: Stage, moment: str) -> Iterator[Fault]:
    if moment not in dict(stage.given):
        yield (
            (*at, "milestones", moment),
            "expected a milestone: those that end here would count as open; name one",
        )


def _reasons(programme: Programme) -> Iterator[Fault]:
    missing = [
        f"{scope} ({stages[0].id} needs one {what})"
        for kind, scope, what in NEEDS
        if (stages := programme.way.of_kind(kind)) and not programme.reasons_about(scope)
    ]
    if missing:
        yield ("reasons",), f"expected a reason that applies to {' and one to '.join(missing)}"
    else:
        yield from _left_without(programme)
    yield from outcome_faults(programme)


def _left_without(programme: Programme) -> Iterator[Fault]:
    """Outcomes that need a reason and for which none is left."""
    needs: list[tuple[str, ReasonScope, str, tuple[str, ...]]] = [
        (stage.id, "decision", stage.verdicts.failed.id, stage.verdicts.ids)
        for stage in programme.way.of_kind(Decision)
    ]
    if notices := programme.way.of_kind(PublicNotice):
        needs += [
            (notices[0].id, "objection", one, OBJECTION_OUTCOMES) for one in OBJECTION_OUTCOMES
        ]
    for stage, scope, outcome, outcomes in needs:
        if not programme.reasons_for(scope, outcome, outcomes):
            yield ("reasons",), f"expected a reason that may be one for {outcome}: {stage} needs it"
