"""What may be done to a case in which stage, and what is refused and changes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.lists.entry import numbered
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import delivered as proven
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.verdicts import judge
from services.review.domain.stages.recommendation.recommending import recommend
from shared.errors import Rejected
from tests.builders import NOON
from tests.unit.review.builders import (
    CALENDAR,
    RECOMMENDED_AT,
    accepted,
    announced,
    candidate,
    decided,
    jiangmen,
    opened,
    recommended,
)
from tests.unit.review.legal import may_follow

LATER = NOON + timedelta(days=60)


def awaiting_delivery() -> Case:
    return notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case


def awaiting_supplement() -> Case:
    return proven(
        awaiting_delivery(), jiangmen(), CALENDAR, supplement_round=1, channel="mail", at=NOON
    ).case


def expired() -> Case:
    step = expire(awaiting_supplement(), jiangmen(), CALENDAR, at=LATER)
    assert step is not None
    return step.case


def withdrew() -> Case:
    return withdraw(opened(), jiangmen(), reason="sold", at=NOON, announced=False).case


def recognised() -> Case:
    case = decided()
    return announced(case, numbered([candidate(case)], [])[0], at=LATER).case


STAGES: dict[str, Callable[[], Case]] = {
    "formal_review": opened,
    "awaiting_delivery": awaiting_delivery,
    "awaiting_supplement": awaiting_supplement,
    "accepted": accepted,
    "not_accepted": expired,
    "recommended": recommended,
    "decided": decided,
    "announced": recognised,
    "withdrawn": withdrew,
}


def _notify(case: Case) -> Step:
    return notify(case, jiangmen(), CALENDAR, by="o", at=NOON)


def _accept(case: Case) -> Step:
    return accept(case, jiangmen(), CALENDAR, by="o", at=NOON)


def _not_accept(case: Case) -> Step:
    return not_accept(case, jiangmen(), reason="out_of_scope", by="o", at=NOON)


def _judge(case: Case) -> Step:
    return Step(judge(case, {}, jiangmen()))


def _recommend(case: Case) -> Step:
    return recommend(
        case,
        jiangmen(),
        CALENDAR,
        recommender="jiangmen",
        sheet="s",
        rank=1,
        opinion="o",
        by="c",
        at=RECOMMENDED_AT,
    )


def _decide(case: Case) -> Step:
    step = decide(
        case,
        jiangmen(),
        CALENDAR,
        verdict="recognise",
        opinion="another opinion",
        reason=None,
        by="r",
        at=RECOMMENDED_AT,
    )
    assert step is not None
    return step


ACTIONS: dict[str, tuple[Callable[[Case], Step], dict[str, str]]] = {
    "judge": (_judge, {"formal_review": "formal_review"}),
    "accept": (_accept, {"formal_review": "accepted"}),
    "not_accept": (_not_accept, {"formal_review": "not_accepted"}),
    "recommend": (_recommend, {"accepted": "recommended"}),
    "decide": (_decide, {"recommended": "decided"}),
}


def test_every_place_of_the_path_has_a_case_here() -> None:
    assert STAGES.keys() == {word.id for word in jiangmen().way.words}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_done_only_in_its_stages(action: str, stage: str) -> None:
    case = STAGES[stage]()
    assert case.stage == stage
    act, legal = ACTIONS[action]
    if stage in legal:
        after = act(case).case
        assert after.stage == legal[stage]
        assert may_follow(case, after, jiangmen())
    else:
        with pytest.raises(Rejected) as refused:
            act(case)
        closed = stage in ("not_accepted", "announced", "withdrawn")
        other = ("case-closed",) if closed else ("wrong-stage", "already-decided")
        assert refused.value.code in other


@pytest.mark.parametrize(
    ("stage", "code"),
    [
        ("formal_review", "nothing-missing"),
        ("awaiting_delivery", "already-notified"),
        ("awaiting_supplement", "already-notified"),
        ("accepted", "wrong-stage"),
        ("not_accepted", "case-closed"),
        ("recommended", "wrong-stage"),
        ("decided", "wrong-stage"),
        ("announced", "case-closed"),
        ("withdrawn", "case-closed"),
    ],
)
def test_only_an_incomplete_file_in_formal_review_is_notified(stage: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        _notify(STAGES[stage]())
    assert refused.value.code == code


@pytest.mark.parametrize("stage", [s for s in STAGES if s != "announced"])
def test_a_case_can_be_withdrawn_from_every_stage_before_the_announcement(stage: str) -> None:
    step = withdraw(STAGES[stage](), jiangmen(), reason="sold", at=LATER, announced=False)
    assert step.case.stage == "withdrawn"


@pytest.mark.parametrize("stage", ["decided", "announced"])
def test_a_withdrawal_heard_after_the_announcement_is_refused(stage: str) -> None:
    case = STAGES[stage]()
    step = withdraw(case, jiangmen(), reason="sold", at=LATER, announced=True)
    assert step.case == case
    assert [type(event).__name__ for event in step.events] == ["WithdrawalRefused"]


def test_a_case_that_is_not_on_the_announced_list_can_still_be_withdrawn() -> None:
    step = withdraw(accepted(), jiangmen(), reason="sold", at=LATER, announced=False)
    assert step.case.stage == "withdrawn"


@pytest.mark.parametrize(
    ("stage", "code", "next_"),
    [
        ("awaiting_delivery", "wrong-stage", "the notification has to reach the applicant"),
        ("awaiting_supplement", "wrong-stage", "the applicant sends its supplement"),
        ("accepted", "wrong-stage", "the recommender puts it on a summary sheet"),
        ("recommended", "wrong-stage", "the reviewers decide"),
        ("withdrawn", "case-closed", "its case is closed"),
        ("announced", "case-closed", "its case is closed"),
    ],
)
def test_a_refusal_of_an_open_case_says_who_acts_next(stage: str, code: str, next_: str) -> None:
    with pytest.raises(Rejected) as refused:
        _judge(STAGES[stage]())
    assert refused.value.code == code
    assert next_ in refused.value.detail
