"""Whatever is tried in whatever order, an application never comes to a state it must not be in."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.intake.domain.application import Application, Outcome
from services.intake.domain.drafting import Amendment, add_materials, amend
from services.intake.domain.events import standing
from services.intake.domain.hearing import (
    ask,
    hear,
    refuse_withdrawal,
    see_review,
    start_clock,
    take_outcome,
)
from services.intake.domain.next_step import next_step
from services.intake.domain.submitting import submit
from services.intake.domain.supplementing import supplement
from services.intake.domain.timeline import timeline_item
from services.intake.domain.withdrawing import withdraw
from services.intake.store.application_document import to_application, to_document
from shared.errors import Rejected
from shared.heard import Position, has_heard
from tests.unit.intake.applications import (
    COUNTED,
    NOON,
    PROGRAMME,
    ROUND,
    a_draft,
    a_material,
    item,
)

REQUIREMENTS = st.sampled_from(["M01", "M02", "M05", "M07", "M09"])
KEYS = st.sampled_from(["k", "l", "m"])
STEPS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20))
REACHED = st.sampled_from(
    [(), ("accepted",), ("not_accepted",), ("accepted", "recommended"), ("accepted", "decided")]
)


class AnApplication(RuleBasedStateMachine):
    """One application, and everybody who may do something to it."""

    def __init__(self) -> None:
        super().__init__()
        self.application: Application = a_draft()
        self.at: datetime = NOON
        self.numbers = 0
        self.review_seq = 0
        self.refused_withdrawal = False
        self.was: Application = self.application

    def tries(self, done: Any) -> None:
        """Takes what the domain answers; a refusal changes nothing."""
        self.was = self.application
        with suppress(Rejected):
            self.application = done(self.application)

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.at += step

    @rule(category=st.sampled_from(["aerospace", "new-energy"]))
    def amends(self, category: str) -> None:
        self.tries(lambda a: amend(a, PROGRAMME, Amendment(category=category)))

    @rule(requirement=REQUIREMENTS, content=KEYS)
    def uploads(self, requirement: str, content: str) -> None:
        self.tries(lambda a: add_materials(a, PROGRAMME, [a_material(requirement, content)]))

    @rule(key=KEYS)
    def submits(self, key: str) -> None:
        self.numbers += 1
        number = f"GHPJ-2019-{self.numbers:06d}"
        self.tries(lambda a: submit(a, key=key, number=number, round_=ROUND, at=self.at))

    @rule(key=KEYS, requirement=REQUIREMENTS)
    def supplements(self, key: str, requirement: str) -> None:
        sent = [a_material(requirement, key)]
        self.tries(
            lambda a: supplement(a, PROGRAMME, materials=sent, answers={}, key=key, at=self.at)
        )

    @rule()
    def withdraws(self) -> None:
        self.tries(lambda a: withdraw(a, reason="sold", at=self.at))

    @rule(reached=REACHED, what=st.sampled_from(["news", "ask", "clock", "refuse"]), n=REQUIREMENTS)
    def review_says(self, reached: tuple[str, ...], what: str, n: str) -> None:
        self.review_seq += 1
        seq = self.review_seq

        def done(a: Application) -> Application:
            changed = hear(
                a,
                Position("reviews.v1", seq),
                timeline_item(self.at, "x", "system", zh="某", en="x"),
            )
            if what == "ask":
                changed = ask(changed, len(a.supplements) + 1, [item(n)], self.at)
            if what == "clock" and a.supplements:
                changed = start_clock(
                    changed,
                    a.supplements[-1].number,
                    delivered_at=self.at,
                    due_at=self.at + timedelta(days=7),
                    explanation=COUNTED,
                )
            if what == "refuse":
                changed = refuse_withdrawal(changed)
                self.refused_withdrawal = True
            return see_review(changed, seq, dict.fromkeys(reached, self.at))

        self.tries(done)

    @rule(stage=st.sampled_from(["recognised", "not_recognised"]))
    def is_announced(self, stage: Any) -> None:
        if self.application.submission is not None:
            self.tries(lambda a: take_outcome(a, Outcome(stage, self.at)))

    @invariant()
    def the_receipt_never_changes(self) -> None:
        if self.was.submission is not None:
            assert self.application.submission == self.was.submission

    @invariant()
    def it_never_becomes_a_draft_again(self) -> None:
        if self.was.stage != "draft":
            assert self.application.stage != "draft"

    @invariant()
    def a_withdrawn_application_only_comes_back_when_review_refuses(self) -> None:
        if self.was.stage == "withdrawn" and not self.refused_withdrawal:
            assert self.application.stage == "withdrawn"
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
    def rounds_of_supplement_are_distinct(self) -> None:
        assert len(self.application.supplements) == len(
            {found.number for found in self.application.supplements}
        )

    @invariant()
    def only_what_was_submitted_is_ever_announced(self) -> None:
        reached = standing(self.application).milestones
        assert bool(reached) == (self.application.submission is not None)
        assert "decided" not in self.application.review.reached

    @invariant()
    def news_is_remembered(self) -> None:
        for stream, seqs in self.was.heard.items():
            assert all(has_heard(self.application.heard, Position(stream, seq)) for seq in seqs)

    @invariant()
    def somebody_can_be_told_what_comes_next(self) -> None:
        assert next_step(self.application, ROUND, self.at).text.zh

    @invariant()
    def it_can_be_saved_and_read_back(self) -> None:
        document = to_document(self.application)
        assert to_application(self.application.id, document) == self.application


AnApplication.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestAnApplication = AnApplication.TestCase
