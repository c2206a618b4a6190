"""What other services' news does, in whatever order it comes."""

from itertools import permutations

import pytest

from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import see_review, take_outcome
from services.intake.domain.next_step import next_step
from services.intake.domain.refusals import NotSubmitted
from shared.heard import Position, has_heard
from tests.unit.intake.applications import (
    COUNTED,
    DUE,
    NOON,
    ONE_DAY,
    ONE_MS,
    PROGRAMME,
    ROUND,
    a_draft,
    after_hearing,
    asked,
    item,
    submitted,
)


def test_each_piece_of_news_is_remembered_by_its_stream() -> None:
    application = after_hearing(after_hearing(submitted(), "reviews.v1", 2), "notices.v1", 2)
    assert has_heard(application.heard, Position("reviews.v1", 2))
    assert not has_heard(application.heard, Position("reviews.v1", 1))
    assert not has_heard(application.heard, Position("outcomes.v1", 2))


def test_a_draft_hears_of_nothing() -> None:
    with pytest.raises(NotSubmitted):
        after_hearing(a_draft(), "reviews.v1", 1)


def test_the_stage_is_the_same_in_whatever_order_the_news_comes() -> None:
    def accepted(a: Application) -> Application:
        return see_review(a, 2, {"opened": NOON, "accepted": NOON})

    def recommended(a: Application) -> Application:
        return see_review(a, 3, {"opened": NOON, "accepted": NOON, "recommended": NOON})

    def recognised(a: Application) -> Application:
        return take_outcome(a, Outcome("recognised", NOON))

    ends = set()
    for order in permutations((accepted, recommended, recognised)):
        application = submitted()
        for news in order:
            application = news(application)
        ends.add((application.stage, application.review.seq))
    assert ends == {("recognised", 3)}


def test_a_reopened_case_is_under_review_again() -> None:
    expired = see_review(submitted(), 4, {"not_accepted": NOON})
    assert (expired.stage, see_review(expired, 5, {}).stage) == ("not_accepted", "submitted")


def test_a_decision_leaves_no_trace_before_its_list_is_announced() -> None:
    reached = ("submitted", "opened", "accepted", "recommended", "decided", "recognised")
    seen = see_review(submitted(), 4, dict.fromkeys(reached, NOON))
    assert set(seen.review.reached) == {"accepted", "recommended"}
    assert next_step(seen, PROGRAMME, NOON).actor == "reviewer"


@pytest.mark.parametrize(
    ("application", "turn"),
    [
        (a_draft(), "enterprise"),
        (submitted(), "association"),
        (asked(item("M05")), "enterprise"),
        (see_review(submitted(), 1, {"accepted": NOON}), "recommender"),
        (see_review(submitted(), 1, {"not_accepted": NOON}), "nobody"),
        (see_review(submitted(), 1, {"recommended": NOON}), "reviewer"),
        (take_outcome(submitted(), Outcome("not_recognised", NOON)), "nobody"),
    ],
)
def test_whose_turn_it_is(application: Application, turn: str) -> None:
    assert next_step(application, PROGRAMME, NOON).actor == turn


def test_a_supplement_is_due_from_delivery_on_and_nobody_s_when_it_is_over() -> None:
    before = next_step(asked(item("M05")), PROGRAMME, NOON)
    running = next_step(asked(item("M05"), due_at=DUE), PROGRAMME, NOON)
    over = next_step(asked(item("M05"), due_at=DUE), PROGRAMME, DUE)
    assert before.due_at is None
    assert before.due_explanation is not None
    assert "inbox" in before.due_explanation.en
    assert (running.due_at, running.due_explanation) == (DUE, COUNTED)
    assert (over.actor, over.due_at) == ("association", None)


def test_a_draft_is_due_when_the_call_closes() -> None:
    step = next_step(a_draft(), PROGRAMME, NOON)
    assert step.due_at == ROUND.closes_at
    assert step.due_explanation is not None
    assert step.due_explanation.zh == "申报截止到2019年07月12日24时（北京时间），以收到时间为准。"
    assert next_step(a_draft(), PROGRAMME, ROUND.closes_at + ONE_DAY).actor == "nobody"


def test_after_the_recommendation_nobody_is_waited_for_any_more() -> None:
    assert ROUND.recommend_by is not None
    accepted = see_review(submitted(), 2, {"opened": NOON, "accepted": NOON})
    in_time = next_step(accepted, PROGRAMME, ROUND.recommend_by - ONE_MS)
    over = next_step(accepted, PROGRAMME, ROUND.recommend_by)
    assert (in_time.actor, over.actor) == ("recommender", "nobody")
    assert "2019-08-30" in over.text.en
