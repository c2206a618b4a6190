"""Whatever path a programme has, an application stands where its enterprise may know it."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.next_step import next_step
from services.intake.domain.stages import stage_words
from shared.programmes import Programme
from shared.programmes.path import Decision
from tests.unit.intake.applications import NOON
from tests.unit.intake.paths import programmes
from tests.unit.intake.review import after, an_application, hear, review_of

RANDOM = st.randoms(use_true_random=False)
PASSES = st.lists(st.sampled_from([True, True, True, True, False]), min_size=1, max_size=9)
"""Whether a case passes one stage after the other; most go far."""


@given(programmes(), PASSES, st.booleans())
def test_it_waits_for_whoever_acts_in_the_stage_that_it_has_come_to(
    programme: Programme, passes: list[bool], answer: bool
) -> None:
    application = an_application(programme, X=answer, Y=answer)
    review = review_of(application, programme)
    for each in passes:
        if review.ended:
            break
        application = after(application, review, each)
        stands_in = review.stands_in
        actor = next_step(application, programme, NOON).actor
        assert actor == ("nobody" if stands_in is None else stands_in.by)
        assert application.stage == review.word


@given(programmes(), st.booleans())
def test_a_sealed_decision_leaves_no_trace_whatever_it_decided(
    programme: Programme, verdict: bool
) -> None:
    application = an_application(programme)
    review = review_of(application, programme)
    while not review.ended:
        before, sealed = application, isinstance(review.at, Decision) and review.at.sealed
        application = after(application, review, verdict if sealed else True)
        if sealed:
            assert next_step(application, programme, NOON) == next_step(before, programme, NOON)
            unmarked = replace(application, heard=before.heard, review=before.review)
            assert unmarked == before
            assert application.review.reached == before.review.reached
            assert application.review.passed == before.review.passed


@given(programmes(), PASSES, RANDOM)
def test_in_whatever_order_the_news_comes_the_application_stands_where_it_would(
    programme: Programme, passes: list[bool], random: Any
) -> None:
    application = an_application(programme)
    review = review_of(application, programme)
    for each in passes:
        if review.may_reopen:
            review.reopens()
        elif not review.ended:
            review.goes_on(passes=each)
    in_order, shuffled = application, application
    for incoming in review.said:
        in_order = hear(in_order, incoming)
    for incoming in random.sample(review.said, len(review.said)):
        shuffled = hear(shuffled, incoming)
    assert shuffled.stage == in_order.stage == review.word
    assert next_step(shuffled, programme, NOON) == next_step(in_order, programme, NOON)
    assert sorted(map(str, shuffled.timeline)) == sorted(map(str, in_order.timeline))


@given(programmes())
def test_every_path_has_words_for_its_stages_of_which_none_is_hidden_in_another(
    programme: Programme,
) -> None:
    words = [word.id for word in stage_words(programme.way)]
    assert len(words) == len(set(words))
    assert words[0] == "draft"
