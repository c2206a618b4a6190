"""Decisions: opinion, reason, repetition, and the embargo's outcome."""

from datetime import timedelta
from pathlib import Path

import pytest

from services.review.domain.case import Step
from services.review.domain.lists.entry import Removal, numbered
from services.review.domain.stages.decision.deciding import check_reason, decide
from shared.contracts.outcomes import NotRecognised, Recognised
from shared.contracts.reviews import ApplicationDecided, OutcomeExplained
from shared.errors import Rejected
from shared.programmes import Programme, Programmes
from shared.programmes.path import Decision as DecisionStage
from tests.unit.review.builders import (
    CALENDAR,
    RECOMMENDED_AT,
    announced,
    candidate,
    decided,
    jiangmen,
    recommended,
)

ANNOUNCED = RECOMMENDED_AT + timedelta(days=120)


def verdict(given: str, reason: str | None = None, opinion: str = "同意") -> Step | None:
    return decide(
        recommended(),
        jiangmen(),
        CALENDAR,
        verdict=given,
        opinion=opinion,
        reason=reason,
        by="reviewer-1",
        at=RECOMMENDED_AT,
    )


def test_a_decision_names_actor_rule_opinion_and_reason() -> None:
    step = verdict("not_recognise", "no_sales")
    assert step is not None
    (event,) = step.events
    assert isinstance(event, ApplicationDecided)
    assert (event.by, event.rule_version, event.opinion, event.reason) == (
        "reviewer-1",
        "gd-hightech-product-jiangmen@2019.1",
        "同意",
        "no_sales",
    )


@pytest.mark.parametrize(
    ("given", "reason", "code", "first"),
    [
        ("not_recognise", None, "reason-required", "false_material, "),
        ("not_recognise", "out_of_scope", "unknown-reason", "false_material, "),
        ("not_recognise", "nonsense", "unknown-reason", "false_material, "),
        ("recognise", "no_such", "unknown-reason", "meets_conditions"),
    ],
)
def test_a_reason_outside_the_catalogue_is_refused(
    given: str, reason: str | None, code: str, first: str
) -> None:
    with pytest.raises(Rejected) as refused:
        verdict(given, reason)
    assert refused.value.code == code
    (wrong,) = refused.value.errors
    assert wrong.field == "reason"
    assert f"must be one of: {first}" in wrong.message


@pytest.mark.parametrize(
    ("programme", "stage"),
    [
        pytest.param(programme, stage, id=f"{programme.key}-{stage.id}")
        for programme in Programmes.from_directory(Path("programmes"))
        for stage in programme.way.of_kind(DecisionStage)
    ],
)
def test_each_decision_that_needs_a_reason_is_called_by_its_own_words(
    programme: Programme, stage: DecisionStage
) -> None:
    failed = stage.verdicts.failed
    with pytest.raises(Rejected, match="reason-required: A decision not to") as refused:
        check_reason(stage, programme, failed.id, None)
    assert refused.value.zh == (
        f"作出“{failed.name.zh}”的决定，须从理由目录中选用理由。未作任何更改。"
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("not_recognise", "meets_conditions"),
        ("recognise", "no_sales"),
        ("recognise", "false_material"),
    ],
)
def test_a_reason_that_contradicts_the_verdict_is_refused_with_those_that_fit(
    given: str, reason: str
) -> None:
    with pytest.raises(Rejected, match="contradicts") as refused:
        verdict(given, reason)
    words = {"recognise": "拟认定", "not_recognise": "不予认定"}
    assert f"与结论“{words[given]}”相矛盾" in (refused.value.zh or "")
    (wrong,) = refused.value.errors
    assert (refused.value.code, wrong.field) == ("unknown-reason", "reason")
    fitting = wrong.message.removeprefix("must be one of: ").split(", ")
    assert reason not in fitting
    for fits in fitting:
        verdict(given, fits)


def test_the_same_decision_again_is_no_step_and_another_is_refused() -> None:
    case = decided()
    again = {"opinion": "同意", "by": "reviewer-2", "at": ANNOUNCED}
    assert decide(case, jiangmen(), CALENDAR, verdict="recognise", reason=None, **again) is None  # type: ignore[arg-type]
    with pytest.raises(Rejected, match="already-decided"):
        decide(case, jiangmen(), CALENDAR, verdict="not_recognise", reason="no_sales", **again)  # type: ignore[arg-type]


def test_a_listed_case_is_recognised_with_its_entry_and_nothing_internal() -> None:
    case = decided()
    (entry,) = numbered([candidate(case)], [])
    step = announced(case, entry, at=ANNOUNCED)
    explained, event = step.events
    assert isinstance(event, Recognised)
    assert (event.entry, event.list, event.standing.milestones) == (
        1,
        "l1",
        {"recognised": ANNOUNCED},
    )
    assert isinstance(explained, OutcomeExplained)
    assert (explained.listed, explained.entry, explained.reason_text) == (True, 1, None)
    assert (explained.opinion, explained.addressee.uscc) == ("同意", case.uscc)


def test_a_removed_entry_is_not_recognised_for_the_reason_of_the_objection() -> None:
    case = decided()
    removal = Removal(why="objection", reason="facts_confirmed", at=ANNOUNCED)
    entry = numbered([candidate(case)], [])[0].model_copy(update={"removed": removal})
    explained, event = announced(case, entry, at=ANNOUNCED).events
    assert isinstance(event, NotRecognised)
    assert event.reason == "facts_confirmed"
    # The opinion was in its favour, so that it is no reason for this.
    assert isinstance(explained, OutcomeExplained)
    assert (explained.reason, explained.opinion) == ("facts_confirmed", None)


def test_a_case_that_was_not_listed_is_not_recognised_for_its_own_reason() -> None:
    explained, event = announced(decided("a1", "not_recognise"), None, at=ANNOUNCED).events
    assert isinstance(event, NotRecognised)
    assert (event.reason, event.standing.milestones) == ("no_sales", {"not_recognised": ANNOUNCED})
    assert "opinion" not in event.model_dump()
    assert isinstance(explained, OutcomeExplained)
    assert explained.at == event.at
    assert explained.reason_text is not None
    assert explained.reason_text.zh == jiangmen().reason("no_sales").name.zh
    assert (explained.opinion, explained.rule_version) == ("同意", jiangmen().key)
