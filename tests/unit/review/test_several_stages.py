"""Several decisions and lists in one path: what each of them does to a case, and tells of it."""

from typing import Any

import pytest

from services.review.domain.case.opening import open_case
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.decision.embargo import is_under_embargo
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.formal_review.conclusion import not_accept
from shared.contracts.outcomes import OutcomeGiven
from shared.contracts.reviews import ApplicationNotAccepted, StageConcluded
from shared.errors import Rejected
from tests.builders import NOON
from tests.programmes.paths import milestone, named, stage, with_path
from tests.programmes.two_lists import two_lists
from tests.unit.review.builders import CALENDAR, jiangmen
from tests.unit.review.builders import decided as decided_in_jiangmen
from tests.unit.review.small_cases import (
    LATER,
    a_small_submission,
    accepted,
    announcing,
    before_committee,
    checking,
    deciding,
    deliberated,
    entry_of,
    shortlisted,
)

WAY = two_lists().way


def test_the_words_of_the_path_are_those_of_its_stages() -> None:
    found = [case.stage for case in (checking(), accepted(), shortlisted(), before_committee())]
    assert found == ["check", "preliminary", "shortlist", "committee"]
    assert deliberated().stage == "release"


def test_a_decision_that_is_not_sealed_tells_its_verdict_and_where_the_case_goes_on() -> None:
    step = deciding(accepted(), "shortlist")
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.stage, event.kind, event.outcome) == ("preliminary", "decision", "passed")
    assert (event.verdict, event.milestone, event.next) == ("shortlist", "shortlisted", "shortlist")
    assert event.standing.milestones["shortlisted"] == LATER


def test_one_that_fails_it_ends_and_is_told_the_reason() -> None:
    step = deciding(accepted(), "leave_out", reason="unfit")
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.milestone, event.next) == ("failed", "not_shortlisted", None)
    assert event.reason_text is not None
    assert step.case.stage == "preliminary_failed"
    with pytest.raises(Rejected, match="case-closed"):
        deciding(step.case, "pass")


def test_of_a_sealed_decision_only_that_it_was_made_is_told() -> None:
    case = before_committee()
    for verdict, reason in (("pass", None), ("fail", "unfit")):
        step = deciding(case, verdict, reason=reason)
        (event,) = step.events
        assert isinstance(event, StageConcluded)
        assert (event.outcome, event.next) == ("sealed", "release")
        hidden = (event.verdict, event.milestone, event.reason, event.reason_text, event.opinion)
        assert hidden == (None,) * 5
        assert event.standing.milestones["deliberated"] == LATER
        assert step.case.stage == "release"


def test_a_stage_is_for_those_alone_for_whom_its_condition_is_true() -> None:
    standing = checking().standing.model_copy(update={"facts": {"prize": True}})
    prized = accepted(standing=standing)
    assert (accepted().stage, prized.stage) == ("preliminary", "interview")
    assert deciding(prized, "convincing").case.stage == "preliminary"


def test_a_verdict_in_the_words_of_another_stage_decides_nothing() -> None:
    case = accepted()
    with pytest.raises(Rejected, match="wrong-stage") as refused:
        deciding(case, "pass")
    assert "is in preliminary; this needs a case in committee" in refused.value.detail
    with pytest.raises(Rejected, match="unknown-verdict") as unknown:
        deciding(case, "recognise")
    (wrong,) = unknown.value.errors
    assert (wrong.field, wrong.message) == ("verdict", "must be one of: shortlist, leave_out")


def test_the_stage_that_is_meant_guards_against_deciding_in_another_one() -> None:
    with pytest.raises(Rejected, match="wrong-stage"):
        deciding(accepted(), "shortlist", meant="committee")
    with pytest.raises(Rejected, match="this needs a stage that small"):
        deciding(accepted(), "shortlist", meant="nowhere")
    assert deciding(accepted(), "shortlist", meant="preliminary").case.stage == "shortlist"


def test_a_verdict_that_two_stages_have_needs_the_stage_that_is_meant() -> None:
    both = with_path(
        (
            stage("application", "application"),
            stage("first", "decision", milestones={"failed": milestone("failed")}),
            stage("second", "decision", milestones={"failed": milestone("failed_after")}),
            stage("release", "announcement", milestones={"passed": milestone("released")}),
        ),
        recommenders=(),
    )
    case = open_case(a_small_submission(), both, CALENDAR, NOON).case
    said: Any = {"verdict": "pass", "opinion": "o", "reason": None, "by": "r", "at": LATER}
    with pytest.raises(Rejected, match="stage-required") as refused:
        decide(case, both, CALENDAR, **said)
    assert [wrong.message for wrong in refused.value.errors] == [
        "is missing; must be one of: first, second"
    ]
    for meant, then in (("first", "second"), ("second", "release")):
        step = decide(case, both, CALENDAR, meant=meant, **said)
        assert step is not None
        case = step.case
        assert case.stage == then


def test_a_decision_without_a_reason_is_refused_in_the_words_of_the_stage() -> None:
    with pytest.raises(Rejected, match="A decision not to shortlist needs a reason"):
        deciding(accepted(), "leave_out")


def test_the_latest_decision_and_outcome_stand_apart_from_the_earlier_ones() -> None:
    case = deliberated()
    assert case.decision is not None
    assert (case.decision.stage, case.decision.verdict) == ("committee", "pass")
    assert [one.stage for one in case.earlier_decisions] == ["preliminary"]
    final = announcing(case, "release", entry_of(case)).case
    assert final.outcome is not None
    assert (final.outcome.stage, [one.stage for one in final.earlier_outcomes]) == (
        "release",
        ["shortlist"],
    )


def test_those_on_a_list_go_on_to_the_stage_after_it_and_the_others_end() -> None:
    case = shortlisted()
    on, off = (announcing(case, "shortlist", entry) for entry in (entry_of(case), None))
    assert (on.case.stage, off.case.stage) == ("committee", "shortlist_announced")
    assert "on_shortlist" in on.case.milestones
    (_, given), (_, left_out) = on.events, off.events
    assert isinstance(given, OutcomeGiven)
    assert isinstance(left_out, OutcomeGiven)
    assert (given.outcome, given.success, given.final) == ("on_shortlist", True, False)
    assert (left_out.outcome, left_out.success, left_out.final) == ("not_listed", False, True)
    assert given.listed is not None
    assert (given.listed.entry, left_out.listed, left_out.reason) == (1, None, "not_listed")
    assert given.standing.milestones == {"on_shortlist": LATER}
    assert left_out.standing.milestones == {}


def test_the_last_list_ends_every_case_in_the_words_of_the_programme() -> None:
    case = deliberated()
    failed = deliberated(verdict="fail")
    _, given = announcing(case, "release", entry_of(case)).events
    _, not_given = announcing(failed, "release", None).events
    assert isinstance(given, OutcomeGiven)
    assert isinstance(not_given, OutcomeGiven)
    assert (given.outcome, given.final) == ("approved", True)
    assert (not_given.outcome, not_given.reason) == ("not_approved", "unfit")
    assert announcing(case, "release", entry_of(case)).case.stage == "released"


def test_facts_and_subject_stand_in_internal_events_and_in_no_public_one() -> None:
    step = deciding(accepted(), "shortlist")
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.standing.facts, event.standing.subject) == ({"prize": False}, step.case.uscc)
    _, public = announcing(step.case, "shortlist", entry_of(step.case)).events
    assert isinstance(public, OutcomeGiven)
    assert {"facts", "subject"}.isdisjoint(public.model_dump()["standing"])


def test_a_programme_without_facts_says_nothing_of_them() -> None:
    assert {"facts", "subject"}.isdisjoint(decided_in_jiangmen().standing.model_dump())


def test_an_unsealed_decision_is_no_secret_and_a_sealed_one_until_its_list_is_announced() -> None:
    case = deliberated()
    (first,), second = case.earlier_decisions, case.decision
    assert second is not None
    assert [is_under_embargo(one, case, WAY) for one in (first, second)] == [False, True]
    final = announcing(case, "release", entry_of(case)).case
    assert not is_under_embargo(second, final, WAY)
    waiting = shortlisted()
    assert waiting.decision is not None
    assert not is_under_embargo(waiting.decision, waiting, WAY)


def test_an_older_decision_names_no_stage_and_is_that_of_the_only_one() -> None:
    older = Decision.model_validate(
        {
            "verdict": "recognise",
            "opinion": "o",
            "reason": None,
            "by": "r",
            "rule_version": jiangmen().key,
            "at": LATER,
        }
    )
    assert older.stage_in(jiangmen().way).id == "decision"
    assert older.has_passed(jiangmen().way)


def test_without_deemed_acceptance_a_file_waits_on() -> None:
    case = checking()
    assert (case.due_at is not None, case.expires_at) == (True, None)


def test_a_non_acceptance_names_the_office_of_the_stage() -> None:
    (event,) = not_accept(checking(), two_lists(), reason="unfit", by="o", at=NOON).events
    assert isinstance(event, ApplicationNotAccepted)
    assert event.office is not None
    assert event.office.en == named("record-association")["en"]
