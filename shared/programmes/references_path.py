"""A path that leads from an application to an announcement, and only by what exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from shared.programmes.conditions import Condition, Equals, OneOf, holds, looks
from shared.programmes.facts import Fact, FromAnswer
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
    Stage,
)
from shared.programmes.reasons import ReasonScope
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references_tree import answer_faults

if TYPE_CHECKING:
    from shared.programmes.form import AnswerField
    from shared.programmes.model import Programme

MOST_COMBINATIONS = 10_000
"""Of answers and facts that are tried to find out whether a stage can be reached."""

RESERVED_END = "_and_withdrawn"
"""What the statistics add to the name of a milestone."""


def path_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the path, and of whatever else the path makes necessary."""
    yield from _order(programme.path)
    yield from _names(programme.path)
    for i, stage in enumerate(programme.path):
        at: Loc = ("path", i)
        yield from _offices(at, stage, programme)
        yield from _kind_faults(at, stage, programme)
        if stage.when is not None:
            yield from _when(at, stage.when, programme)
    yield from _rounds(programme)


def _order(path: tuple[Stage, ...]) -> Iterator[Fault]:
    if not path or not isinstance(path[0], ApplicationStage):
        yield ("path",), "expected a stage of kind application first: every case enters by one"
    decided: Decision | None = None
    for i, stage in enumerate(path):
        at: Loc = ("path", i)
        if i and isinstance(stage, ApplicationStage):
            yield (*at, "kind"), "expected no second application: a path has one entry"
        if isinstance(stage, Decision):
            decided = stage
        if isinstance(stage, PublicNotice):
            if decided is None:
                yield (*at, "kind"), "expected a decision before the notice: it gives the list"
            if not isinstance(next(iter(path[i + 1 :]), None), Announcement):
                yield (*at, "kind"), "expected an announcement right after the notice of its list"
        if isinstance(stage, Announcement):
            noticed = i > 0 and isinstance(path[i - 1], PublicNotice)
            if decided is None and not noticed:
                yield (
                    (*at, "kind"),
                    "expected a decision before it: that gives the list",
                )
            decided = None
    if path and not isinstance(path[-1], Announcement):
        at = ("path", len(path) - 1)
        yield (*at, "kind"), "expected an announcement as the last stage: every case needs an end"
    elif path and path[-1].when is not None:
        at = ("path", len(path) - 1)
        yield (*at, "when"), "expected no when: a case that passes by would have no end"


def _names(path: tuple[Stage, ...]) -> Iterator[Fault]:
    ids: dict[str, str] = {}
    milestones: dict[str, str] = {"open": "the cases that have not ended"}
    words: dict[str, str] = {"withdrawn": "the withdrawn"}
    for i, stage in enumerate(path):
        at: Loc = ("path", i)
        yield from _once(ids, stage.id, "stage", (*at, "id"), "above")
        given = [((*at, "milestones", moment, "id"), m.id) for moment, m in stage.given]
        if isinstance(stage, Recommendation):
            given.append(((*at, "left_out", "id"), stage.left_out.id))
        for loc, id_ in given:
            yield from _once(milestones, id_, "milestone", loc, f"the stage {stage.id}")
            if id_.endswith(RESERVED_END):
                yield loc, f"expected an id that does not end in {RESERVED_END}"
        states = [state.value for state in stage.states]
        for state in stage.words.keys() - set(states):
            yield (
                (*at, "words", state),
                f"expected one of {', '.join(states) or 'no words'}, not {state}",
            )
        if not isinstance(stage, ApplicationStage):
            for found in stage.reachable:
                word, loc = stage.word(found).id, (*at, "words", found.value, "id")
                loc = loc if found.value in stage.words else (*at, "id")
                yield from _once(words, word, "word", loc, f"the stage {stage.id}")


def _once(seen: dict[str, str], id_: str, what: str, loc: Loc, where: str) -> Iterator[Fault]:
    if id_ in seen:
        yield loc, f"expected a new {what}, but {id_} is already that of {seen[id_]}"
    seen.setdefault(id_, where)


def _offices(at: Loc, stage: Stage, programme: Programme) -> Iterator[Fault]:
    offices = [o.id for o in programme.offices] + [r.id for r in programme.recommenders]
    if stage.office is not None and stage.office not in offices:
        yield (*at, "office"), f"expected one of the offices, but {stage.office} is not defined"
    if isinstance(stage, Decision) and stage.joint:
        if len(set(stage.joint)) < 2:
            yield (*at, "joint"), "expected two offices or more: one alone decides without joint"
        for j, office in enumerate(stage.joint):
            if office not in offices:
                loc = (*at, "joint", j)
                yield loc, f"expected one of the offices, but {office} is not defined"


def _kind_faults(at: Loc, stage: Stage, programme: Programme) -> Iterator[Fault]:
    match stage:
        case ApplicationStage():
            yield from _application(at, stage, programme)
        case FormalReview():
            yield from _reasons(at, programme, "case", "not to accept")
        case Recommendation():
            if not programme.recommenders:
                yield ("recommenders",), f"expected one at least: {stage.id} is done by them"
        case Decision(sealed=True):
            for moment in ("passed", "failed"):
                if getattr(stage.milestones, moment) is not None:
                    loc = (*at, "milestones", moment)
                    yield loc, "expected only decided: a sealed decision is not known before"
            yield from _reasons(at, programme, "decision", "not to pass")
        case Decision():
            if stage.milestones.decided is not None:
                loc = (*at, "milestones", "decided")
                yield loc, "expected passed and failed instead: the decision is not sealed"
            yield from _reasons(at, programme, "decision", "not to pass")
        case PublicNotice():
            if programme.clocks.notice is None:
                yield ("clocks", "notice"), f"expected this clock: {stage.id} goes by it"
            yield from _reasons(at, programme, "objection", "to uphold or dismiss an objection")
        case Announcement():
            pass


def _application(at: Loc, stage: ApplicationStage, programme: Programme) -> Iterator[Fault]:
    limits = stage.limits
    if limits.per_enterprise and programme.max_applications_per_enterprise:
        loc = (*at, "limits", "per_enterprise")
        yield loc, "expected this or max_applications_per_enterprise, not both"
    known = [reason.id for reason in programme.reasons]
    for i, rule in enumerate(stage.eligibility):
        loc = (*at, "eligibility", i)
        if rule.reason not in known:
            yield (*loc, "reason"), f"expected one of the reasons, but {rule.reason} is not defined"
        yield from _condition((*loc, "condition"), rule.condition, programme)


def _reasons(at: Loc, programme: Programme, scope: ReasonScope, what: str) -> Iterator[Fault]:
    if not programme.reasons_about(scope):
        yield (
            ("reasons",),
            f"expected a reason that applies to {scope}: the stage {programme.path[at[1]].id} "  # type: ignore[index]
            f"needs one {what}",
        )


def _when(at: Loc, condition: Condition, programme: Programme) -> Iterator[Fault]:
    faults = list(_condition((*at, "when"), condition, programme))
    yield from faults
    if not faults and not _can_hold(condition, programme):
        yield (*at, "when"), "expected a condition that can be true: nothing reaches this stage"


def _condition(at: Loc, condition: Condition, programme: Programme) -> Iterator[Fault]:
    answers = {field.id: field for field in programme.answers}
    facts = {fact.id: fact for fact in programme.facts}
    for look in looks(condition):
        if look.answer is not None:
            values = tuple((at, value) for value in _compared(look))
            yield from answer_faults(at, look.answer, values, answers)
        elif look.fact not in facts:
            yield at, f"expected one of the facts, but {look.fact} is not defined"
        else:
            yield from _fact_compared(at, facts[look.fact], look)


def _compared(look: Any) -> tuple[Any, ...]:
    match look:
        case Equals(equals=value):
            return (value,)
        case OneOf(one_of=values):
            return values
        case _:
            return ()


def _fact_compared(at: Loc, fact: Fact, look: Any) -> Iterator[Fault]:
    if not isinstance(look, Equals | OneOf):
        if fact.type != "number":
            yield at, f"expected a fact of type number, but {fact.id} is of type {fact.type}"
        return
    fitting = _values_of(fact)
    for value in _compared(look):
        if fitting is not None and not any(value is v or value == v for v in fitting):
            yield at, f"expected a value of {fact.id}, not {value!r}"


def _values_of(found: Fact | AnswerField) -> tuple[Any, ...] | None:
    match found.type:
        case "boolean":
            return (True, False)
        case "choice":
            return tuple(choice.id for choice in found.choices)
        case _:
            return None


def _can_hold(condition: Condition, programme: Programme) -> bool:
    """False only when every combination of the answers and facts it looks at was tried."""
    named: Mapping[str, Fact | AnswerField] = {
        **{field.id: field for field in programme.answers},
        **{fact.id: fact for fact in programme.facts},
    }
    domains = {look.about: _values_of(named[look.about]) for look in looks(condition)}
    if any(values is None for values in domains.values()):
        return True
    tried: Iterable[tuple[Any, ...]] = product(*(values or () for values in domains.values()))
    combinations = list(islice(tried, MOST_COMBINATIONS + 1))
    return len(combinations) > MOST_COMBINATIONS or any(
        holds(condition, dict(zip(domains, values, strict=True))) for values in combinations
    )


def _rounds(programme: Programme) -> Iterator[Fault]:
    way = programme.way
    kinds = (
        ("recommend_by", Recommendation, "nobody recommends"),
        ("notice_from", PublicNotice, "no list is put under notice"),
    )
    for i, round_ in enumerate(programme.rounds):
        for field, kind, why in kinds:
            stages, given = way.of_kind(kind), getattr(round_, field)
            if stages and given is None:
                yield ("rounds", i, field), f"expected this date: the stage {stages[0].id} has it"
            if given is not None and not stages:
                yield ("rounds", i, field), f"expected no such date: in this path {why}"


def fact_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the declared facts."""
    answers = {field.id: field for field in programme.answers}
    for i, fact in enumerate(programme.facts):
        at: Loc = ("facts", i)
        if fact.id in answers:
            yield (*at, "id"), f"expected an id of its own, but {fact.id} is an answer"
        if fact.type == "choice" and len(fact.choices) < 2:
            yield (*at, "choices"), "expected at least two choices for type choice"
        if fact.type != "choice" and fact.choices:
            yield (*at, "choices"), f"expected only for type choice, not {fact.type}"
        if fact.type != "number" and (fact.unit or fact.times != 1):
            yield (*at, "unit" if fact.unit else "times"), "expected only for type number"
        match fact.origin:
            case FromAnswer(answer=answer, one_of=values):
                yield from _from_answer((*at, "from"), fact, answers.get(answer), answer, values)
            case _ if fact.type == "number":
                yield (*at, "type"), "expected boolean or choice for a qualification"


def _from_answer(
    at: Loc, fact: Fact, field: AnswerField | None, answer: str, values: tuple[str, ...]
) -> Iterator[Fault]:
    if field is None:
        yield (*at, "answer"), f"expected one of the answers, but {answer} is not defined"
        return
    if values:
        if fact.type != "boolean":
            yield (*at, "one_of"), f"expected only for type boolean, not {fact.type}"
        for j, value in enumerate(values):
            if field.fault(value) is not None:
                yield (*at, "one_of", j), f"expected a valid answer to {answer}, not {value!r}"
        return
    fits = {"boolean": ("boolean",), "choice": ("choice",), "number": ("number", "integer")}
    if field.type not in fits[fact.type]:
        yield (
            (*at, "answer"),
            f"expected an answer of type {fact.type}, not {field.type}",
        )
    elif fact.type == "choice" and {c.id for c in field.choices} - {c.id for c in fact.choices}:
        yield (*at, "answer"), f"expected every choice of {answer} among the choices of {fact.id}"
