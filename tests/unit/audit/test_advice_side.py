"""The audit holds advice on drafts against their submissions."""

from typing import Any

from deploy.audit.audit import advice_precedes_submissions
from deploy.audit.journal_side import JournalEvent

ADVISED, SUBMITTED = "laurel.draft.advised.v1", "laurel.application.submitted.v1"


def event(type_: str, key: str, **data: Any) -> JournalEvent:
    return JournalEvent(f"{key}/{type_}/{data}", type_, "drafts.v1", key, 1, data)


def advised(number: int, at: str = "2024-03-04T04:00:00Z") -> JournalEvent:
    return event(ADVISED, "advice-a1", application="a1", advice=number, at=at)


SENT = event(SUBMITTED, "a1", received_at="2024-03-05T04:00:00.500Z")


def test_advice_on_a_draft_balances_whether_it_was_submitted_or_not() -> None:
    for events in ([advised(1), advised(2)], [advised(1), SENT]):
        found = advice_precedes_submissions(events)
        assert (found.checked, found.wrong) == (1, ())


def test_advice_that_is_lost_or_came_after_the_submission_is_named() -> None:
    assert advice_precedes_submissions([advised(2)]).wrong == ("a1: advice numbered 2",)
    late = [SENT, advised(1, "2024-03-05T04:00:01Z")]
    assert advice_precedes_submissions(late).wrong == ("a1: advice 1 came after the submission",)
