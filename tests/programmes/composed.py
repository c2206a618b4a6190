"""Strategies: any path that can be carried out, and any such path with one mistake in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from shared.programmes import Programme
from tests.unit.programmes.definitions import definition

Stages = tuple[dict[str, Any], ...]
NAME = {"zh": "甲", "en": "a"}
WORDS = (
    *("amber", "birch", "cedar", "dahlia", "elm", "fern", "ginkgo", "hazel", "iris", "jasmine"),
    *("kapok", "lotus", "maple", "nettle", "olive", "peony", "quince", "rose", "sorrel", "thyme"),
    *(
        "umbel",
        "violet",
        "willow",
        "xylia",
        "yarrow",
        "zinnia",
        "aspen",
        "briar",
        "clover",
        "daisy",
    ),
    *(
        "erica",
        "flax",
        "gorse",
        "heather",
        "ivy",
        "juniper",
        "kale",
        "larch",
        "mallow",
        "narcissus",
    ),
    *("oak", "pine", "rowan", "sage", "tansy", "ulex", "vetch", "wheat", "yew", "zedoary"),
    *("alder", "basil", "cumin", "dill", "endive", "fennel", "garlic", "hyssop", "indigo", "jute"),
)
OFFICES = ("city-office", "county-office", "province-office")

conditions: st.SearchStrategy[Mapping[str, Any]] = st.sampled_from(
    [
        {"answer": "X", "equals": True},
        {"answer": "Y", "equals": False},
        {"not": {"answer": "X", "one_of": (True,)}},
        {"or": ({"answer": "X", "equals": False}, {"answer": "Y", "equals": True})},
    ]
)


sometimes: st.SearchStrategy[Mapping[str, Any] | None] = st.none() | conditions
yes_or_no = st.booleans()
once = st.integers(0, 1)


def programme_with(stages: Stages) -> Programme:
    """A programme of this path, with the dates that it needs; A is all it asks for.

    Its answers are X and Y, both yes or no.
    """
    plain = definition()
    kinds = {stage.get("kind") for stage in stages}
    (round_,) = plain["rounds"]
    needs = {"recommend_by": "recommendation", "notice_from": "public_notice"}
    dates = {name: value for name, value in round_.items() if needs.get(name) in {None, *kinds}}
    offices = tuple({"id": office, "name": NAME} for office in OFFICES)
    changes = {"rounds": (dates,), "offices": offices, "path": stages}
    return Programme.model_validate(plain | changes)


@st.composite
def paths(draw: st.DrawFn) -> Stages:
    """Stages of every kind in every order that brings each case to an end."""
    words = iter(WORDS)
    stages = [_stage(draw, words, "application")]
    waiting = [kind for kind in ("formal_review", "recommendation") if draw(yes_or_no)]
    for _ in range(draw(st.integers(1, 3))):
        while draw(yes_or_no) and waiting:
            stages.append(_stage(draw, words, waiting.pop(0), when=draw(sometimes)))
        for _ in range(draw(st.integers(0, 2))):
            stages.append(_decision(draw, words, when=draw(sometimes)))
        sealed, noticed = draw(yes_or_no), draw(yes_or_no)
        stages.append(_decision(draw, words, sealed=sealed))
        if noticed:
            stages.append(_stage(draw, words, "public_notice"))
        stages.append(_announcement(words, may_fail=sealed or noticed))
    stages[-1]["milestones"] = {"failed": _milestone(words), "passed": _milestone(words)}
    sealed_last = next(one for one in reversed(stages) if one["kind"] == "decision")
    if sealed_last.get("sealed") and draw(yes_or_no):
        sealed_last["events"] = stages[-1]["events"] = "recognition"
    return tuple(stages)


def _stage(
    draw: st.DrawFn, words: Iterator[str], kind: str, *, when: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    ending = draw(st.sampled_from(["", "-1", "_two"]))
    stage: dict[str, Any] = {"id": next(words) + ending, "kind": kind, "name": NAME}
    if kind == "formal_review":
        stage["deemed_acceptance"] = draw(yes_or_no)
    return stage if when is None else stage | {"when": when}


def _decision(
    draw: st.DrawFn,
    words: Iterator[str],
    *,
    sealed: bool = False,
    when: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    stage = _stage(draw, words, "decision", when=when)
    given = ["decided"] if sealed else ["failed", "passed"]
    needed = 0 if sealed else 1
    stage["milestones"] = {moment: _milestone(words) for moment in given[: needed + draw(once)]}
    if sealed:
        stage["sealed"] = True
    who = draw(st.sampled_from(["anybody", "office", "joint", "committee"]))
    if who == "office":
        stage["office"] = draw(st.sampled_from(OFFICES))
    if who == "joint":
        stage["joint"] = OFFICES[: draw(st.integers(2, 3))]
    if who == "committee":
        stage["committee"] = {"members": draw(st.integers(1, 30))}
    if draw(yes_or_no):
        stage["words"] = {"waiting": _milestone(words)}
    if draw(yes_or_no):
        stage["verdicts"] = {"failed": _milestone(words), "passed": _milestone(words)}
    return stage


def _announcement(words: Iterator[str], *, may_fail: bool) -> dict[str, Any]:
    stage: dict[str, Any] = {"id": next(words), "kind": "announcement", "name": NAME}
    return stage | ({"milestones": {"failed": _milestone(words)}} if may_fail else {})


def _milestone(words: Iterator[str]) -> dict[str, Any]:
    return {"id": next(words), "name": NAME}


Mistake = tuple[Callable[[list[dict[str, Any]]], object], str]


def _first(stages: Sequence[dict[str, Any]], kind: str, **having: Any) -> dict[str, Any]:
    """The first stage of this kind; raises StopIteration."""
    return next(
        stage
        for stage in stages
        if stage["kind"] == kind and all(stage.get(k, False) == v for k, v in having.items())
    )


def _copied(stages: list[dict[str, Any]], kind: str) -> None:
    stages.insert(1, deepcopy(_first(stages, kind)) | {"id": "one-more"})


def _set(stage: dict[str, Any], **fields: Any) -> None:
    stage.update(fields)


SOMETIMES = {"answer": "X", "equals": True}
NEVER = {"and": ({"answer": "X", "equals": True}, {"answer": "X", "equals": False})}
MISTAKES: tuple[Mistake, ...] = (
    (lambda s: s.pop(0), "expected a first stage of kind application"),
    (lambda s: s.insert(2, s.pop(0)), "expected the application as the first stage"),
    (lambda s: _copied(s, "application"), "expected one application"),
    (lambda s: _copied(s, "formal_review"), "expected one formal_review at most"),
    (lambda s: _copied(s, "recommendation"), "expected who recommends in this tier"),
    (lambda s: _copied(s, "public_notice"), "expected a decision before the notice"),
    (lambda s: _copied(s, "announcement"), "expected a decision before the announcement"),
    (lambda s: s.pop(), "expected an announcement as the last stage"),
    (lambda s: s.append(_first(s, "decision") | {"id": "late"}), "as the last stage"),
    (lambda s: _set(s[-1], id=s[0]["id"]), "expected a new id"),
    (lambda s: _set(s[-1]["milestones"]["passed"], id="submitted"), "expected a new milestone"),
    (lambda s: _set(s[-1]["milestones"]["passed"], id="open"), "expected a new milestone"),
    (lambda s: s[-1]["milestones"].pop("passed"), "expected a milestone"),
    (lambda s: _set(_first(s, "decision", sealed=False), milestones={}), "expected a milestone"),
    (lambda s: _set(s[-1], kind="scoring"), "'scoring'"),
    (lambda s: _set(s[-1], when=SOMETIMES), "expected no when"),
    (lambda s: _set(_first(s, "decision"), when=NEVER), "nothing reaches this stage"),
    (lambda s: _set(_first(s, "decision"), joint=("city-office",)), "expected two offices or more"),
    (lambda s: _set(_first(s, "decision"), office="nobody"), "expected one of the offices"),
    (
        lambda s: _set(_first(s, "decision"), words={"asleep": _milestone(iter(["asleep"]))}),
        "expected one of waiting",
    ),
)


@st.composite
def faulty_paths(draw: st.DrawFn) -> tuple[Stages, str]:
    """A good path in which one thing is wrong, and how the fault that is told of it begins."""
    stages = list(deepcopy(draw(paths())))
    fitting: list[tuple[list[dict[str, Any]], str]] = []
    for spoil, message in MISTAKES:
        spoilt = deepcopy(stages)
        try:
            spoil(spoilt)
        except StopIteration:
            continue
        fitting.append((spoilt, message))
    spoilt, message = draw(st.sampled_from(fitting))
    return tuple(spoilt), message


def renamed(stages: Stages, name: Callable[[str], str]) -> Stages:
    """The same path with other ids for its stages, milestones, words and verdicts."""

    def of(part: Any, key: str | None = None) -> Any:
        if isinstance(part, dict):
            if key in ("when", "name"):
                return part
            return {k: name(v) if k == "id" else of(v, k) for k, v in part.items()}
        return part

    return tuple(of(stage) for stage in stages)
