"""The audit holds the size of a cohort, and each member against its application."""

from typing import Any

from deploy.audit.audit import cohorts_stay_whole, each_recognised_entry_is_registered_once
from deploy.audit.journal_side import JournalEvent

CALLED, SUBMITTED, ENDED = (
    f"laurel.cohort.member-{end}.v1" for end in ("called", "submitted", "not-submitted")
)


def event(type_: str, key: str, seq: int = 1, **data: Any) -> JournalEvent:
    return JournalEvent(f"{key}/{seq}/{type_}", type_, "cohorts.v1", key, seq, data)


def member(type_: str, key: str, seq: int = 1) -> JournalEvent:
    return event(type_, key, seq, cohort="c", recognition=f"r-{key}", number=f"N-{key}")


OPENED = event("laurel.cohort.opened.v1", "c", members=2)
WHOLE = [
    OPENED,
    member(CALLED, "a1"),
    member(CALLED, "a2"),
    member(SUBMITTED, "a1", 2),
    event("laurel.application.submitted.v1", "a1"),
    member(ENDED, "a2", 2),
]


def test_a_cohort_balances_whatever_becomes_of_its_members() -> None:
    found = cohorts_stay_whole(WHOLE)
    assert (found.checked, found.wrong) == (2, ())


def test_a_member_that_was_lost_or_called_twice_is_named() -> None:
    lost = [each for each in WHOLE if each.key != "a2"]
    assert cohorts_stay_whole(lost).wrong == ("c: opened with 2, called 1",)
    again = event(CALLED, "a3", cohort="c", recognition="r-a2", number="N-a2")
    assert "r-a2 in c: called 2×" in cohorts_stay_whole([*WHOLE, again]).wrong


def test_a_submission_that_the_cohort_has_not_heard_of_is_named() -> None:
    late = event("laurel.application.submitted.v1", "a2")
    assert cohorts_stay_whole([*WHOLE, late]).wrong == (
        "N-a2: not submitted, and its application is there",
    )


def test_a_listed_member_is_renewed_once_and_not_registered_anew() -> None:
    given = event(
        "laurel.outcome.given.v1", "a1", list="l", final=True, listed={"entry": 1}, entry=1
    )
    renewed = event("laurel.recognition.renewed.v1", "r-a1", list="l", entry=1)
    assert each_recognised_entry_is_registered_once([given, renewed]).balanced
    assert not each_recognised_entry_is_registered_once([given]).balanced
    assert not each_recognised_entry_is_registered_once([given, renewed, renewed]).balanced
