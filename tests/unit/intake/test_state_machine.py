"""Whatever is tried in whatever order, an application never comes to a state it must not be in."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.intake.domain.application import Application
from services.intake.domain.drafting import Amendment, add_materials, amend
from services.intake.domain.events import standing
from services.intake.domain.hearing import ask, start_clock
from services.intake.domain.next_step import next_step
from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.stages import DRAFT, known_from_review, stage_words, withdrawn
from services.intake.domain.staging import staged_items
from services.intake.domain.submitting import submit
from services.intake.domain.supplementing import (
    hand_in,
    send,
    take_as_it_stands,
    take_out,
    taken_from,
)
from services.intake.domain.withdrawing import withdraw
from services.intake.store.application_document import to_application, to_document
from shared.errors import Rejected
from shared.heard import Position, has_heard
from shared.programmes import Programme, Round
from shared.programmes.path import FormalReview, Recommendation
from tests.unit.intake.applications import (
    COUNTED,
    NOON,
    PROGRAMME,
    a_material,
    item,
)
from tests.unit.intake.paths import a_draft_of, programmes
from tests.unit.intake.review import Review, hear

NTH = st.integers(0, 4)
KEYS = st.sampled_from(["k", "l", "m"])
STEPS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20))


class AnApplication(RuleBasedStateMachine):
    """One application, and everybody who may do something to it."""

    programmes: st.SearchStrategy[Programme]
    programme: Programme
    application: Application
    was: Application
    review: Review | None = None
    at: datetime = NOON
    numbers = 0
    heard = 0
    refused_withdrawal = False

    @initialize(data=st.data())
    def opens(self, data: st.DataObject) -> None:
        self.programme = data.draw(self.programmes)
        self.application = self.was = a_draft_of(self.programme)

    @property
    def round(self) -> Round:
        """The round that it is for."""
        return self.programme.round("2019")

    def tries(self, done: Any) -> None:
        """Takes what the domain answers; a refusal changes nothing."""
        self.was = self.application
        with suppress(Rejected):
            self.application = done(self.application)

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.at += step

    @rule(answer=st.booleans())
    def amends(self, answer: bool) -> None:
        asked = (field.id for field in self.programme.answers if field.type == "boolean")
        changes = Amendment(answers=dict.fromkeys(asked, answer))
        self.tries(lambda a: amend(a, self.programme, changes))

    @rule(nth=NTH, content=KEYS)
    def uploads(self, nth: int, content: str) -> None:
        sent = [a_material(self.programme.materials[nth].id, content)]
        self.tries(lambda a: add_materials(a, self.programme, sent))

    @rule(key=KEYS)
    def submits(self, key: str) -> None:
        self.numbers += 1
        number = f"GHPJ-2019-{self.numbers:06d}"
        self.tries(lambda a: submit(a, key=key, number=number, round_=self.round, at=self.at))
        if self.review is None and self.application.submission is not None:
            self.review = Review(self.programme, self.application.id, self.application.answers)

    @rule(content=KEYS, nth=NTH)
    def hands_in(self, content: str, nth: int) -> None:
        sent = [a_material(self.programme.materials[nth].id, content)]
        self.tries(lambda a: hand_in(a, self.programme, materials=sent, answers={}, at=self.at))

    @rule(nth=NTH)
    def takes_out(self, nth: int) -> None:
        staged = self.application.staged
        if staged is not None and nth < len(staged.materials):
            self.tries(lambda a: take_out(a, staged.materials[nth].id, self.at))

    @rule(key=KEYS, as_it_stands=st.booleans())
    def sends(self, key: str, as_it_stands: bool) -> None:
        request = KeyedRequest(key, "digest")
        self.tries(
            lambda a: send(
                a, self.programme, at=self.at, request=request, as_it_stands=as_it_stands
            )
        )

    @rule()
    def the_term_ends(self) -> None:
        until = taken_from(self.application)
        if until is not None and until <= self.at:
            self.tries(lambda a: take_as_it_stands(a, self.programme))
            assert self.application.supplements[-1].received_at is not None

    @rule()
    def withdraws(self) -> None:
        self.tries(lambda a: withdraw(a, reason="sold", at=self.at))
        if self.review is not None and self.application.withdrawal != self.was.withdrawal:
            self.review.answers_withdrawal()
            self.refused_withdrawal = self.review.refused

    @precondition(lambda self: self.review is not None and not self.review.ended)
    @rule(passes=st.booleans())
    def review_goes_on(self, passes: bool) -> None:
        assert self.review is not None
        self.review.goes_on(passes=passes)

    @precondition(lambda self: self.review is not None and self.review.may_reopen)
    @rule()
    def review_reopens(self) -> None:
        assert self.review is not None
        self.review.reopens()

    @precondition(lambda self: self.review is not None and self.heard < len(self.review.said))
    @rule()
    def hears(self) -> None:
        assert self.review is not None
        incoming = self.review.said[self.heard]
        self.heard += 1
        self.tries(lambda a: hear(hear(a, incoming), incoming))

    @precondition(lambda self: isinstance(getattr(self.review, "at", None), FormalReview))
    @rule(nth=NTH)
    def is_asked(self, nth: int) -> None:
        asked = [item(self.programme.materials[nth].id)]
        self.tries(lambda a: ask(a, len(a.supplements) + 1, asked, self.at))

    @precondition(lambda self: bool(self.application.supplements))
    @rule()
    def clock_starts(self) -> None:
        number = self.application.supplements[-1].number
        due_at = self.at + timedelta(days=7)
        self.tries(
            lambda a: start_clock(
                a, number, delivered_at=self.at, due_at=due_at, explanation=COUNTED
            )
        )

    @invariant()
    def the_receipt_never_changes(self) -> None:
        if self.was.submission is not None:
            assert self.application.submission == self.was.submission

    @invariant()
    def it_never_becomes_a_draft_again(self) -> None:
        assert (self.application.stage == DRAFT.id) == (self.application.submission is None)

    @invariant()
    def its_stage_is_one_that_its_path_has_a_word_for(self) -> None:
        known = [word.id for word in stage_words(self.application.path)]
        assert self.application.stage in known

    @invariant()
    def it_stands_where_review_has_told_that_it_does(self) -> None:
        if self.review is None or self.heard < len(self.review.said):
            return
        if self.application.withdrawn_at is None:
            assert self.application.stage == self.review.word
        else:
            assert self.application.stage == withdrawn(self.application.path).id

    @invariant()
    def whoever_it_waits_for_comes_next(self) -> None:
        step = next_step(self.application, self.programme, self.at)
        assert step.text.zh
        assert step.text.en
        if self.review is None or self.heard < len(self.review.said):
            return
        stage = self.review.stands_in
        over = isinstance(stage, Recommendation) and self.round.recommending_is_over(
            self.at, stage.id
        )
        if stage is None or over or self.application.withdrawn_at is not None:
            assert step.actor == "nobody"
        elif self.application.awaited_supplement is not None:
            assert step.actor in ("enterprise", stage.by)
        else:
            assert step.actor == stage.by

    @invariant()
    def a_withdrawn_application_only_comes_back_when_review_refuses(self) -> None:
        if self.was.withdrawn_at is not None and not self.refused_withdrawal:
            assert self.application.withdrawn_at == self.was.withdrawn_at
            assert self.application.materials == self.was.materials
            assert self.application.answers == self.was.answers

    @invariant()
    def the_announced_result_stands(self) -> None:
        if self.was.outcome is not None:
            assert self.application.outcome == self.was.outcome

    @invariant()
    def files_change_only_in_a_draft_or_by_a_supplement_in_time(self) -> None:
        if self.was.submission is None or self.application.materials == self.was.materials:
            return
        last = self.application.supplements[-1]
        assert last.received_at is not None
        assert self.was.supplements[-1].received_at is None
        assert last.due_at is None or last.received_at < last.due_at
        assert set(last.received_items) <= set(last.may_send)

    @invariant()
    def what_is_staged_was_asked_for_and_in_time_and_is_lost_only_when_taken_back(self) -> None:
        items = staged_items(self.application)
        if items:
            last = self.application.supplements[-1]
            assert set(items) <= set(last.may_send)
        if staged_items(self.was) and self.application.supplements[-1].received_at is not None:
            sent = self.application.supplements[-1].received_items
            assert set(staged_items(self.was)) <= set(sent)

    @invariant()
    def rounds_of_supplement_are_distinct(self) -> None:
        assert len(self.application.supplements) == len(
            {found.number for found in self.application.supplements}
        )

    @invariant()
    def only_what_was_submitted_is_told_and_nothing_of_what_is_sealed_is_known(self) -> None:
        reached = standing(self.application).milestones
        assert bool(reached) == (self.application.submission is not None)
        assert self.application.review.reached.keys() <= known_from_review(self.application.path)

    @invariant()
    def news_is_remembered(self) -> None:
        for stream, seqs in self.was.heard.items():
            assert all(has_heard(self.application.heard, Position(stream, seq)) for seq in seqs)

    @invariant()
    def it_can_be_saved_and_read_back(self) -> None:
        document = to_document(self.application)
        read_back = to_application(self.application.id, document, self.application.path)
        assert read_back == self.application


class OnTheWayOfJiangmen(AnApplication):
    """By the path that a programme has that names none."""

    programmes = st.just(PROGRAMME)


class OnAnyWay(AnApplication):
    """By whatever path is valid."""

    programmes = programmes()


for machine in (OnTheWayOfJiangmen, OnAnyWay):
    machine.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestOnTheWayOfJiangmen = OnTheWayOfJiangmen.TestCase
TestOnAnyWay = OnAnyWay.TestCase
