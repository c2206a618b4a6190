"""Whatever is recorded in whatever order, no case is decided without quorum and majority."""

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.closing import close
from services.review.domain.meetings.meeting import Meeting, adjourn
from services.review.domain.meetings.recusing import recuse
from services.review.domain.meetings.setting import put_on_agenda, take_off_agenda
from services.review.domain.meetings.voting import adjourn_case
from shared.programmes import Programme
from shared.programmes.path.kinds.decision import Committee
from tests.programmes.committee import committee_programme
from tests.unit.review.meetings import (
    HELD_AT,
    awaiting_vote,
    leaving,
    members,
    planned,
    voted,
)
from tests.unit.review.test_case_machine import refused_only

CASES = tuple(f"p{n}" for n in range(5))
MEMBERS = 7


class MeetingMachine(RuleBasedStateMachine):
    """Throws everything at a meeting that its officials can."""

    programme: Programme
    committee: Committee
    meeting: Meeting

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, AgendaItem] = {}
        self.withdrawn: set[str] = set()

    @initialize(quorum=st.sampled_from(["1/2", "2/3"]), majority=st.sampled_from(["1/2", "2/3"]))
    def it_is_planned(self, quorum: str, majority: str) -> None:
        self.programme = committee_programme(MEMBERS, quorum, majority)
        self.meeting, items = planned(awaiting_vote(CASES[0]), programme=self.programme)
        self.committee = self.meeting.committee_in(self.programme.way)
        self.items = {item.application: item for item in items}

    def over(self) -> tuple[str, ...]:
        return () if self.meeting.state == "planned" else ("meeting-closed",)

    @rule(application=st.sampled_from(CASES))
    def a_case_is_put_on_the_agenda_or_taken_off(self, application: str) -> None:
        with refused_only(*self.over()):
            if application in self.items:
                self.meeting = take_off_agenda(self.meeting, 1)
                del self.items[application]
            else:
                case = awaiting_vote(application, self.programme)
                self.meeting, (item,) = put_on_agenda(self.meeting, [case])
                self.items[application] = item

    @rule(present=st.integers(0, MEMBERS))
    def members_come_and_go(self, present: int) -> None:
        everybody = members(MEMBERS, present)
        with refused_only(*self.over(), "too-many-votes"):
            self.meeting = take_attendance(
                self.meeting, self.committee, self.items.values(), everybody, by="o", at=HELD_AT
            )

    @precondition(lambda self: self.items and self.meeting.state == "planned")
    @rule(data=st.data(), who=st.sets(st.integers(0, MEMBERS - 1), max_size=3))
    def members_leave_for_a_case(self, data: st.DataObject, who: set[int]) -> None:
        item = self.items[data.draw(st.sampled_from(sorted(self.items)))]
        ids = [f"m{n:02d}" for n in sorted(who)]
        with refused_only("not-present", "too-many-votes"):
            self.items[item.application] = recuse(self.meeting, item, leaving(*ids))

    @precondition(lambda self: self.items and self.meeting.state == "planned")
    @rule(data=st.data(), votes=st.tuples(*[st.integers(0, MEMBERS)] * 3))
    def the_committee_votes(self, data: st.DataObject, votes: tuple[int, int, int]) -> None:
        item = self.items[data.draw(st.sampled_from(sorted(self.items)))]
        with refused_only("no-quorum", "too-many-votes"):
            self.items[item.application] = voted(
                self.meeting, item, votes, programme=self.programme
            )

    @precondition(lambda self: self.items and self.meeting.state == "planned")
    @rule(data=st.data())
    def a_case_is_put_off(self, data: st.DataObject) -> None:
        item = self.items[data.draw(st.sampled_from(sorted(self.items)))]
        self.items[item.application] = adjourn_case(item, why="w", by="o", at=HELD_AT)

    @rule(application=st.sampled_from(CASES))
    def an_enterprise_withdraws(self, application: str) -> None:
        if self.meeting.state == "planned":
            self.withdrawn.add(application)

    @rule()
    def it_is_closed(self) -> None:
        waiting = self.items.keys() - self.withdrawn
        agenda = list(self.items.values())
        with refused_only(*self.over(), "votes-missing", "no-quorum", "nothing-on-agenda"):
            self.meeting = close(self.meeting, self.committee, agenda, waiting, by="o", at=HELD_AT)

    @precondition(lambda self: self.meeting.state == "planned")
    @rule(sure=st.integers(0, 9))
    def it_is_adjourned(self, sure: int) -> None:
        if sure == 0:
            self.meeting = adjourn(self.meeting, why="w", by="o", at=HELD_AT)

    @invariant()
    def it_counts_its_cases(self) -> None:
        if self.items:
            assert self.meeting.cases == len(self.items)
            assert len({item.no for item in self.items.values()}) == len(self.items)

    @invariant()
    def every_vote_has_its_quorum_and_nobody_votes_twice(self) -> None:
        for item in self.items.values():
            if item.vote is not None:
                taking_part = item.vote.votes.taking_part
                assert taking_part <= len(self.meeting.able_to_vote(item)) <= MEMBERS
                assert Fraction(taking_part, MEMBERS) >= Fraction(self.committee.quorum)

    @invariant()
    def a_closed_meeting_has_dealt_with_all_that_were_there(self) -> None:
        if self.meeting.state != "deciding":
            return
        there = [i for i in self.items.values() if i.application not in self.withdrawn]
        passed = [
            item
            for item in there
            if item.vote is not None
            and item.vote.votes.in_favour > Fraction(self.committee.majority) * item.vote.votes.cast
        ]
        meeting = self.meeting
        assert meeting.passed == len(passed)
        assert meeting.passed + meeting.failed + meeting.put_off == len(there)
        assert len(there) + len(meeting.withdrawn) == meeting.cases
        assert all(item.is_dealt_with for item in there)


TestMeeting = MeetingMachine.TestCase
TestMeeting.settings = settings(max_examples=120, stateful_step_count=40)
