"""Cohorts: whether every member is called once, and has come to one end or still may."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from deploy.audit.journal_side import JournalEvent
from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.cohorts import (
    CohortOpened,
    MemberCalled,
    MemberMerged,
    MemberNotSubmitted,
    MemberSubmitted,
)

_STATES = {
    MemberCalled.type: "called",
    MemberSubmitted.type: "submitted",
    MemberNotSubmitted.type: "not submitted",
    MemberMerged.type: "merged",
}


def members_called(events: Iterable[JournalEvent]) -> int:
    """How many members all cohorts have called."""
    return sum(event.type == MemberCalled.type for event in events)


def wrong_members(events: Sequence[JournalEvent]) -> Iterator[str]:
    """What is wrong: a cohort that is not as large as it was opened, or a member told apart from
    its application.
    """
    called = Counter(e.data["cohort"] for e in events if e.type == MemberCalled.type)
    opened = {e.key: e.data["members"] for e in events if e.type == CohortOpened.type}
    for cohort in opened.keys() | called.keys():
        if opened.get(cohort) != called[cohort]:
            yield f"{cohort}: opened with {opened.get(cohort)}, called {called[cohort]}"
    recognitions = Counter(
        (e.data["cohort"], e.data["recognition"]) for e in events if e.type == MemberCalled.type
    )
    for (cohort, recognition), times in recognitions.items():
        if times > 1:
            yield f"{recognition} in {cohort}: called {times}×"
    submitted = {e.key for e in events if e.type == ApplicationSubmitted.type}
    for member, newest in _newest(events).items():
        state = _STATES[newest.type]
        if (state == "submitted") != (member in submitted):
            there = "there" if member in submitted else "missing"
            yield f"{newest.data['number']}: {state}, and its application is {there}"


def _newest(events: Iterable[JournalEvent]) -> dict[str, JournalEvent]:
    newest: dict[str, JournalEvent] = {}
    for event in events:
        if event.type in _STATES:
            known = newest.get(event.key)
            if known is None or known.seq < event.seq:
                newest[event.key] = event
    return newest
