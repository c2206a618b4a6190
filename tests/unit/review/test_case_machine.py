"""Whatever happens in whatever order, in whatever path, a case moves only as the tables allow."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Literal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.case.opening import open_case
from services.review.domain.case.passing import place_of
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.lists.entry import numbered
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.closing import close, decide_by_vote
from services.review.domain.meetings.recusing import recuse
from services.review.domain.meetings.voting import record_vote
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.domain.stages.decision.deciding import decide, waits_for
from services.review.domain.stages.decision.joint import answer_by_letter, letters_in
from services.review.domain.stages.decision.kept import Votes
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import bounced, delivered
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import judge
from services.review.domain.stages.recommendation.recommending import recommend
from shared.calendar import beijing_date
from shared.contracts.base import Event
from shared.contracts.outcomes import NotRecognised, OutcomeGiven, Recognised
from shared.contracts.reviews import (
    ActTakenBack,
    ApplicationAccepted,
    CaseReopened,
    MaterialsMissing,
    NotificationTakenBack,
    StageConcluded,
    WithdrawalRefused,
)
from shared.errors import Rejected
from shared.programmes import Place, Programme
from shared.programmes.path import Announcement, Decision, FormalReview
from shared.programmes.path.kinds.announcement import Announcing
from shared.programmes.path.kinds.decision import Committee
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.programmes.path.kinds.recommendation import Recommending
from tests.builders import NOON, a_standing
from tests.programmes.composed import paths, programme_with
from tests.unit.review.builders import (
    CALENDAR,
    a_material,
    candidate,
    jiangmen,
    submitted,
    supplemented,
)
from tests.unit.review.legal import may_follow
from tests.unit.review.meetings import leaving, meeting_on, members

CHANNELS = st.sampled_from(["mail", "inbox", "post"])
OUTCOMES = (Recognised, NotRecognised, OutcomeGiven)
ITEMS = ("A", "B")


@contextmanager
def refused_only(*codes: str) -> Iterator[None]:
    """Lets the domain refuse, but for these reasons alone."""
    try:
        yield
    except Rejected as refused:
        if refused.code not in codes:
            raise


class CaseMachine(RuleBasedStateMachine):
    """Throws everything at a case that officials, clocks and other services can."""

    programme: Programme
    case: Case
    items: tuple[str, ...]
    reasons: tuple[str, str]
    """Not to accept, and not to pass."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.events: list[Event] = []

    def begin(self, programme: Programme, answers: dict[str, Any], materials: set[str]) -> None:
        self.programme = programme
        self.answers = answers
        standing = a_standing(programme=programme.id, programme_version=programme.version)
        submission = submitted(
            "a1",
            standing=standing,
            answers=answers,
            materials=tuple(a_material(m) for m in sorted(materials)),
        )
        step = open_case(submission, programme, CALENDAR, self.now)
        self.case, self.events = step.case, list(step.events)

    @property
    def place(self) -> Place | None:
        return place_of(self.case, self.programme)

    @rule(office=st.sampled_from(["north", "south", "ministry-a", "ministry-b", "city"]))
    def an_office_takes_back_what_was_done_last(self, office: str) -> None:
        codes = ("case-closed", "nothing-to-correct", "acted-on-since", "already-announced")
        with refused_only(*codes):
            stage = stage_acted_in(self.case, self.programme)
            joint = getattr(stage, "joint", ())
            said = Mistake("r", "o", next(iter(joint), office))
            self.took_back(
                stage, correct(self.case, stage, self.programme, CALENDAR, said, self.now)
            )

    def took_back(self, stage: Any, step: Step) -> None:
        before, after = self.case, step.case
        place = place_of(after, self.programme)
        assert place is not None
        assert place.stage is stage
        (event,) = step.events
        if isinstance(event, NotificationTakenBack):
            self.asks_no_more(before, after)
            self.case = after
            self.events += step.events
            return
        assert isinstance(event, ActTakenBack)
        kept = after.corrections[-1]
        assert after.corrections[:-1] == before.corrections
        assert before.milestones == {**after.milestones, **kept.milestones}
        assert set(after.milestones).isdisjoint(kept.milestones)
        assert self.ended_by(stage).isdisjoint(after.milestones)
        assert len(
            [
                one
                for one in (kept.conclusion, kept.recommendation, kept.decision, kept.letter)
                if one is not None
            ]
        ) in (1, 2)
        now = (after.conclusion, after.recommendation, after.decision, after.letters)
        assert now != (before.conclusion, before.recommendation, before.decision, before.letters)
        self.case = after
        self.events += step.events

    def asks_no_more(self, before: Case, after: Case) -> None:
        assert (after.returned, after.expires_at) == (False, None)
        assert after.notifications[:-1] == before.notifications[:-1]
        assert after.supplements_asked == before.supplements_asked - 1
        assert after.notifications[-1].taken_back is not None
        lost = {k: v for k, v in before.milestones.items() if k not in after.milestones}
        assert before.milestones == {**after.milestones, **lost}
        assert len(lost) <= 1

    def take(self, step: Step | None) -> None:
        if step is None:
            return
        before, after = self.case, step.case
        assert may_follow(before, after, self.programme), (before.stage, after.stage)
        lost = set(before.milestones) - set(after.milestones)
        reopened = any(isinstance(event, CaseReopened) for event in step.events)
        assert lost <= (self.failing() if reopened else set())
        for was, now in zip(before.notifications[:-1], after.notifications, strict=False):
            came = {"returned_at": now.returned_at} if was.taken_back else {}
            assert now == was.model_copy(update=came)
        for event in step.events:
            if isinstance(event, ApplicationAccepted) and event.by != "statute":
                assert after.complete
        self.case = after
        self.events += step.events

    def ended_by(self, stage: Any) -> set[str]:
        ends = ("passed", "failed", "decided")
        return {given.id for moment, given in stage.given if moment in ends}

    def failing(self) -> set[str]:
        stages = self.programme.way.of_kind(FormalReview)
        return {end.id for stage in stages if (end := stage.milestones.failed)}

    @rule(days=st.integers(0, 12), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule(which=st.integers(0, 1), verdict=st.sampled_from(["accept", "missing"]))
    def an_official_judges(self, which: int, verdict: Literal["accept", "missing"]) -> None:
        judgement = Judgement(verdict=verdict, reason=None, by="o", at=self.now)
        with refused_only("wrong-stage", "case-closed"):
            self.take(Step(judge(self.case, {self.items[which]: judgement}, self.programme)))

    @rule()
    def an_official_notifies(self) -> None:
        with refused_only(
            "already-notified",
            "wrong-stage",
            "case-closed",
            "nothing-missing",
            "no-supplement-left",
        ):
            self.take(notify(self.case, self.programme, CALENDAR, by="o", at=self.now))

    @rule()
    def an_official_accepts(self) -> None:
        with refused_only("wrong-stage", "case-closed", "not-complete"):
            self.take(accept(self.case, self.programme, CALENDAR, by="o", at=self.now))

    @rule()
    def an_official_does_not_accept(self) -> None:
        reason = self.reasons[0]
        with refused_only("wrong-stage", "case-closed"):
            self.take(not_accept(self.case, self.programme, reason=reason, by="o", at=self.now))

    @rule(round=st.integers(1, 2), channel=CHANNELS, days_ago=st.integers(0, 20))
    def a_delivery_is_heard(self, round: int, channel: str, days_ago: int) -> None:
        at = self.now - timedelta(days=days_ago)
        self.take(
            delivered(
                self.case, self.programme, CALENDAR, supplement_round=round, channel=channel, at=at
            )
        )

    @rule(round=st.integers(1, 2))
    def a_bounce_is_heard(self, round: int) -> None:
        self.take(
            bounced(self.case, self.programme, supplement_round=round, channel="mail", at=self.now)
        )

    @invariant()
    def a_supplement_is_due_if_and_only_if_a_clock_runs_for_it(self) -> None:
        place = self.programme.way.place(self.case.stage)
        if place is not None and place.state is Reviewing.AWAITING_SUPPLEMENT:
            assert self.case.due_at == self.case.notifications[-1].due_at is not None
        if place is not None and place.state is Reviewing.AWAITING_DELIVERY:
            assert self.case.due_at is None
            assert self.case.notifications[-1].delivered_at is None

    @rule(round=st.integers(1, 2), days_ago=st.integers(0, 20), all_of_it=st.booleans())
    def a_supplement_is_heard(self, round: int, days_ago: int, all_of_it: bool) -> None:
        sent = self.items if all_of_it else self.items[:1]
        supplement = supplemented(
            "a1",
            at=self.now - timedelta(days=days_ago),
            supplement_round=round,
            answers=self.answers,
            materials=tuple(a_material(m) for m in sent),
        )
        self.take(take(self.case, supplement, self.programme, CALENDAR, at=self.now))

    @rule()
    def the_clock_is_asked(self) -> None:
        self.take(expire(self.case, self.programme, CALENDAR, at=self.now))

    @rule()
    def an_office_recommends(self) -> None:
        with refused_only("wrong-stage", "case-closed"):
            self.take(
                recommend(
                    self.case,
                    self.programme,
                    CALENDAR,
                    recommender="city",
                    sheet="s",
                    rank=1,
                    opinion="o",
                    by="c",
                    at=self.now,
                )
            )

    @rule(data=st.data(), passes=st.booleans())
    def somebody_decides(self, data: st.DataObject, passes: bool) -> None:
        stage = data.draw(st.sampled_from(self.programme.way.of_kind(Decision)))
        verdict = stage.verdicts.passed if passes else stage.verdicts.failed
        others = () if stage.is_plain else ("decided-by-letters", "decided-by-meeting")
        with refused_only("wrong-stage", "case-closed", "already-decided", *others):
            self.take(
                decide(
                    self.case,
                    self.programme,
                    CALENDAR,
                    verdict=verdict.id,
                    opinion="o",
                    reason=None if passes else self.reasons[1],
                    by="r",
                    at=self.now,
                    meant=stage.id,
                )
            )

    @precondition(lambda self: self.joint_stages())
    @rule(data=st.data(), passes=st.booleans(), number=st.sampled_from(["1", "1", "2"]))
    def an_office_answers_by_letter(self, data: st.DataObject, passes: bool, number: str) -> None:
        stage = data.draw(st.sampled_from(self.joint_stages()))
        verdict = stage.verdicts.passed if passes else stage.verdicts.failed
        with refused_only("wrong-stage", "case-closed", "letter-differs"):
            step = answer_by_letter(
                self.case,
                self.programme,
                CALENDAR,
                office=data.draw(st.sampled_from(stage.joint)),
                number=number,
                dated=beijing_date(NOON),
                verdict=verdict.id,
                opinion="o",
                reason=self.reasons[1],
                by="o",
                at=self.now,
                meant=stage.id,
            )
            assert step is None or len(step.case.letters) == len(self.case.letters) + 1
            self.take(step)

    @precondition(lambda self: self.committee_here() is not None)
    @rule(data=st.data(), present=st.integers(0, 30), recused=st.booleans())
    def a_committee_meets(self, data: st.DataObject, present: int, recused: bool) -> None:
        stage, committee = self.committee_here() or (None, None)
        assert stage is not None
        assert committee is not None
        meeting, (item,) = meeting_on(self.case, programme=self.programme, stage=stage, at=self.now)
        there = min(present, committee.members)
        everybody = members(committee.members, there)
        meeting = take_attendance(meeting, committee, [item], everybody, by="o", at=self.now)
        if recused and there:
            item = recuse(meeting, item, leaving("m00"))
        able = there - (1 if recused and there else 0)
        in_favour = data.draw(st.integers(0, able))
        against = data.draw(st.integers(0, able - in_favour))
        votes = Votes(in_favour=in_favour, against=against, abstained=able - in_favour - against)
        said: Any = {"opinion": "o", "reason": self.reasons[1], "by": "o", "at": self.now}
        with refused_only(*(() if able >= committee.present_needed else ("no-quorum",))):
            item = record_vote(meeting, item, committee, stage, self.programme, votes=votes, **said)
            waiting = {self.case.application}
            closed = close(meeting, committee, [item], waiting, by="o", at=self.now)
            step = decide_by_vote(self.case, self.programme, CALENDAR, closed, item, committee)
            assert step is not None
            made = step.case.decision
            assert made is not None
            assert made.has_passed(self.programme.way) == (closed.passed == 1)
            self.take(step)

    def committee_here(self) -> tuple[Decision, Committee] | None:
        stage = None if self.place is None else waits_for(self.case, self.programme)
        return (stage, stage.committee) if stage is not None and stage.committee else None

    def joint_stages(self) -> list[Decision]:
        return [stage for stage in self.programme.way.of_kind(Decision) if stage.joint]

    @precondition(lambda self: self.waits_for_list())
    @rule(listed=st.booleans())
    def the_list_is_announced(self, listed: bool) -> None:
        assert self.place is not None
        stage = self.place.stage
        assert isinstance(stage, Announcement)
        entry = numbered([candidate(self.case)], [])[0] if listed else None
        self.take(
            give_outcome(self.case, stage, self.programme, CALENDAR, "l1", entry, at=self.now)
        )

    def waits_for_list(self) -> bool:
        return self.place is not None and self.place.state is Announcing.WAITING

    @precondition(lambda self: len(self.events) > 3)
    @rule()
    def the_enterprise_withdraws(self) -> None:
        reason = "sold"
        self.take(withdraw(self.case, self.programme, reason=reason, at=self.now, announced=False))

    @invariant()
    def one_notification_a_round(self) -> None:
        rounds = [e.supplement_round for e in self.events if isinstance(e, MaterialsMissing)]
        assert rounds == list(range(1, self.case.supplement_round + 1))
        standing = [asked for asked in self.case.notifications if asked.taken_back is None]
        assert len(standing) <= self.programme.clocks.supplement_rounds

    @invariant()
    def one_outcome_a_list(self) -> None:
        told = [event for event in self.events if isinstance(event, OUTCOMES)]
        kept = (*self.case.earlier_outcomes, *([self.case.outcome] if self.case.outcome else []))
        assert len(told) == len(kept) == len({outcome.stage for outcome in kept})
        ended = self.place is not None and self.place.state is Announcing.ANNOUNCED
        assert not ended or kept

    @invariant()
    def a_joint_decision_is_made_once_all_have_answered_and_not_before(self) -> None:
        kept = (*self.case.earlier_decisions, *([self.case.decision] if self.case.decision else []))
        made = {decision.stage: decision for decision in kept}
        assert len(made) == len(kept)
        for stage in self.joint_stages():
            letters = letters_in(self.case, stage)
            assert len({letter.office for letter in letters}) == len(letters)
            assert (stage.id in made) == (len(letters) == len(stage.joint))
            if stage.id in made:
                agreed = all(letter.verdict == stage.verdicts.passed.id for letter in letters)
                assert made[stage.id].has_passed(self.programme.way) == agreed
                assert made[stage.id].at == max(letter.at for letter in letters)

    @invariant()
    def a_committee_decides_in_meetings_alone(self) -> None:
        kept = (*self.case.earlier_decisions, *([self.case.decision] if self.case.decision else []))
        for decision in kept:
            by_committee = decision.stage_in(self.programme.way).committee is not None
            assert by_committee == (decision.meeting is not None) == (decision.votes is not None)

    @invariant()
    def a_clock_runs_only_where_it_may(self) -> None:
        state = None if self.place is None else self.place.state
        if self.case.expires_at is not None:
            assert state in (
                Reviewing.REVIEWING,
                Reviewing.AWAITING_SUPPLEMENT,
                Recommending.WAITING,
            )
        if state is Reviewing.AWAITING_SUPPLEMENT:
            assert self.case.expires_at == self.case.notifications[-1].due_at is not None

    @invariant()
    def what_queues_are_read_by_follows_from_where_the_case_stands(self) -> None:
        state = None if self.place is None else self.place.state
        notified = self.case.supplement_round > 0
        came = notified and self.case.notifications[-1].returned_at is not None
        assert self.case.returned == (state is Reviewing.REVIEWING and came)
        bounced = notified and self.case.notifications[-1].bounced_at is not None
        assert self.case.delivery_failed == (state is Reviewing.AWAITING_DELIVERY and bounced)

    @invariant()
    def the_milestones_are_those_of_the_path(self) -> None:
        assert set(self.case.milestones) <= {m.id for m in self.programme.way.milestones}

    @invariant()
    def the_case_says_what_its_last_event_says(self) -> None:
        last: Any = self.events[-1]
        if isinstance(last, OUTCOMES):
            self.says_its_outcome(last)
            return
        if not isinstance(last, WithdrawalRefused) and not isinstance(last, StageConcluded):
            assert last.standing == self.case.standing
        if isinstance(last, StageConcluded):
            self.says_its_decision(last)

    def says_its_outcome(self, last: Any) -> None:
        outcome = self.case.outcome
        assert outcome is not None
        assert (last.reason if hasattr(last, "reason") else None) == outcome.reason
        # Public, so of all that was reached it tells no more than this.
        assert len(last.standing.milestones) <= 1
        assert last.standing.facts is None
        is_last = outcome.stage == self.programme.way.final.id
        ended = self.place is not None and self.place.state is Announcing.ANNOUNCED
        assert ended == (is_last or not outcome.recognised)
        if isinstance(last, OutcomeGiven):
            assert (last.success, last.final) == (outcome.recognised, ended)

    def says_its_decision(self, last: StageConcluded) -> None:
        made, place = self.case.decision, self.place
        assert made is not None
        assert place is not None
        assert last.standing == self.case.standing
        assert last.stage == made.stage
        if last.outcome == "sealed":
            hidden = (last.verdict, last.milestone, last.reason, last.opinion)
            assert hidden == (None, None, None, None)
        else:
            assert (last.verdict, last.opinion) == (made.verdict, made.opinion)
            assert (last.next is None) == (last.outcome == "failed")
        if last.next is not None:
            assert last.next == place.stage.id


class InAComposedPath(CaseMachine):
    """In a path that nobody has thought of."""

    items = ITEMS
    reasons = ("unfit", "unfit")

    @initialize(
        programme=paths().map(programme_with),
        answers=st.fixed_dictionaries({"X": st.booleans(), "Y": st.booleans()}),
        materials=st.sets(st.sampled_from(ITEMS)),
    )
    def a_case_opens(
        self, programme: Programme, answers: dict[str, Any], materials: set[str]
    ) -> None:
        self.begin(programme, answers, materials)


class InJiangmen(CaseMachine):
    """In the path of a recognition."""

    items = ("M01", "M05")
    reasons = ("out_of_scope", "no_sales")

    @initialize(materials=st.sets(st.sampled_from(("M01", "M02", "M05", "M07"))))
    def a_case_opens(self, materials: set[str]) -> None:
        self.begin(jiangmen(), submitted().answers, materials)


TestInAComposedPath = InAComposedPath.TestCase
TestInAComposedPath.settings = settings(max_examples=150, stateful_step_count=40)
TestInJiangmen = InJiangmen.TestCase
TestInJiangmen.settings = settings(max_examples=80, stateful_step_count=30)
