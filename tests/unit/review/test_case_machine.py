"""Whatever happens in whatever order, a case stays in a legal state."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Literal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.review.domain.case import Case, Step
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import bounced, delivered
from services.review.domain.stages.formal_review.expiry import expire
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import judge
from services.review.domain.stages.recommendation.recommending import recommend
from shared.calendar import Calendar
from shared.contracts.base import Event
from shared.contracts.outcomes import NotRecognised, Recognised
from shared.contracts.reviews import ApplicationAccepted, CaseReopened, MaterialsMissing
from shared.errors import Rejected
from tests.builders import NOON
from tests.unit.review.builders import ALL_MATERIALS, a_material, jiangmen, opened, supplemented

CALENDAR = Calendar()
MAY_FOLLOW = {
    "formal_review": {"awaiting_delivery", "accepted", "not_accepted", "withdrawn"},
    "awaiting_delivery": {"awaiting_supplement", "formal_review", "not_accepted", "withdrawn"},
    "awaiting_supplement": {"formal_review", "not_accepted", "withdrawn"},
    "accepted": {"recommended", "withdrawn"},
    "not_accepted": {"formal_review", "withdrawn"},
    "recommended": {"decided", "announced", "withdrawn"},
    "decided": {"announced", "withdrawn"},
    "announced": set(),
    "withdrawn": set(),
}
MATERIALS = st.sets(st.sampled_from(ALL_MATERIALS))


@contextmanager
def refused_only(*codes: str) -> Iterator[None]:
    """Lets the domain refuse, but for these reasons alone."""
    try:
        yield
    except Rejected as refused:
        if refused.code not in codes:
            raise


class CaseMachine(RuleBasedStateMachine):
    """Throws everything at a case that officers, clocks and other services can."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.case = opened("a1", "M01", "M02")
        self.events: list[Event] = []

    def take(self, step: Step | None) -> None:
        if step is None:
            return
        before, after = self.case, step.case
        if after.stage != before.stage:
            assert after.stage in MAY_FOLLOW[before.stage], (before.stage, after.stage)
        lost = set(before.milestones) - set(after.milestones)
        reopened = any(isinstance(event, CaseReopened) for event in step.events)
        assert lost == ({"not_accepted"} if reopened else set())
        assert after.notifications[: len(before.notifications) - 1] == before.notifications[:-1]
        for event in step.events:
            if isinstance(event, ApplicationAccepted) and event.by != "statute":
                assert after.complete
        self.case = after
        self.events += step.events

    def attempt(self, act: "Case | Step | None") -> None:
        self.take(Step(act) if isinstance(act, Case) else act)

    @rule(days=st.integers(0, 12), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule(
        item=st.sampled_from(ALL_MATERIALS),
        verdict=st.sampled_from(["accept", "missing", "invalid"]),
    )
    def an_officer_judges(
        self, item: str, verdict: Literal["accept", "missing", "invalid"]
    ) -> None:
        reason = "not_sealed" if verdict == "invalid" else None
        judgement = Judgement(verdict=verdict, reason=reason, by="o", at=self.now)
        with refused_only("wrong-stage", "case-closed"):
            self.attempt(judge(self.case, {item: judgement}, jiangmen()))

    @rule()
    def an_officer_notifies(self) -> None:
        with refused_only(
            "already-notified",
            "wrong-stage",
            "case-closed",
            "nothing-missing",
            "no-supplement-left",
        ):
            self.take(notify(self.case, jiangmen(), CALENDAR, by="o", at=self.now))

    @rule()
    def an_officer_accepts(self) -> None:
        with refused_only("wrong-stage", "case-closed", "not-complete"):
            self.take(accept(self.case, jiangmen(), by="o", at=self.now))

    @rule()
    def an_officer_does_not_accept(self) -> None:
        with refused_only("wrong-stage", "case-closed"):
            self.take(not_accept(self.case, jiangmen(), reason="out_of_scope", by="o", at=self.now))

    @rule(round=st.integers(1, 2), days_ago=st.integers(0, 20))
    def a_delivery_is_heard(self, round: int, days_ago: int) -> None:
        at = self.now - timedelta(days=days_ago)
        self.take(
            delivered(
                self.case, jiangmen(), CALENDAR, supplement_round=round, channel="mail", at=at
            )
        )

    @rule(round=st.integers(1, 2))
    def a_bounce_is_heard(self, round: int) -> None:
        self.attempt(bounced(self.case, supplement_round=round, at=self.now))

    @rule(round=st.integers(1, 2), days_ago=st.integers(0, 20), materials=MATERIALS)
    def a_supplement_is_heard(self, round: int, days_ago: int, materials: set[str]) -> None:
        supplement = supplemented(
            "a1",
            at=self.now - timedelta(days=days_ago),
            supplement_round=round,
            materials=tuple(a_material(m) for m in sorted(materials)),
        )
        self.take(take(self.case, supplement, jiangmen(), CALENDAR, at=self.now))

    @rule()
    def the_clock_looks(self) -> None:
        self.take(expire(self.case, jiangmen(), CALENDAR, at=self.now))

    @rule()
    def the_city_recommends(self) -> None:
        with refused_only("wrong-stage", "case-closed"):
            self.take(
                recommend(
                    self.case,
                    recommender="jiangmen",
                    sheet="s",
                    rank=1,
                    opinion="o",
                    by="c",
                    at=self.now,
                )
            )

    @rule(verdict=st.sampled_from(["recognise", "not_recognise"]))
    def the_province_decides(self, verdict: Literal["recognise", "not_recognise"]) -> None:
        with refused_only("wrong-stage", "case-closed", "already-decided"):
            self.take(
                decide(
                    self.case,
                    jiangmen(),
                    verdict=verdict,
                    opinion="o",
                    reason="no_sales",
                    by="r",
                    at=self.now,
                )
            )

    @precondition(lambda self: self.case.stage in ("recommended", "decided"))
    @rule()
    def the_list_is_announced(self) -> None:
        self.take(give_outcome(self.case, "l1", None, at=self.now))

    @precondition(lambda self: len(self.case.milestones) > 3)
    @rule()
    def the_enterprise_withdraws(self) -> None:
        announced = self.case.stage == "announced"
        self.take(withdraw(self.case, reason="sold", at=self.now, announced=announced))

    @invariant()
    def one_notification_a_round(self) -> None:
        rounds = [e.supplement_round for e in self.events if isinstance(e, MaterialsMissing)]
        assert rounds == list(range(1, self.case.supplement_round + 1))
        assert len(rounds) <= jiangmen().clocks.supplement_rounds

    @invariant()
    def at_most_one_outcome(self) -> None:
        outcomes = [e for e in self.events if isinstance(e, Recognised | NotRecognised)]
        assert len(outcomes) == (self.case.stage == "announced")

    @invariant()
    def a_clock_runs_only_where_it_may(self) -> None:
        if self.case.expires_at is not None:
            assert self.case.stage in ("formal_review", "awaiting_supplement")
        if self.case.stage == "awaiting_supplement":
            assert self.case.expires_at == self.case.notifications[-1].due_at is not None


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(max_examples=80, stateful_step_count=30)
