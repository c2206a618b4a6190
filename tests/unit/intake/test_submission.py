"""Submission and withdrawal."""

import pytest

from services.intake.domain.application import Outcome
from services.intake.domain.events import standing, withdrawn
from services.intake.domain.events import submitted as submitted_event
from services.intake.domain.hearing import refuse_withdrawal, see_review, take_outcome
from services.intake.domain.number import application_number, number_series
from services.intake.domain.refusals import (
    AlreadyAnnounced,
    AlreadyNotAccepted,
    AlreadySubmitted,
    AlreadyWithdrawn,
    CallClosed,
    NotSubmitted,
)
from services.intake.domain.submitting import submit
from services.intake.domain.withdrawing import withdraw
from tests.unit.intake.applications import NOON, ONE_DAY, ONE_MS, ROUND, a_draft, submitted

NUMBER = "GHPJ-2019-000001"


def test_numbers_name_programme_and_round() -> None:
    series = number_series("gd-hightech-product-jiangmen", "2019")
    assert application_number(series, 123) == "GHPJ-2019-000123"


def test_an_arrival_in_the_last_millisecond_is_in_time_and_one_at_24_00_is_late() -> None:
    last = ROUND.closes_at - ONE_MS
    done = submit(a_draft(), key="s", number=NUMBER, round_=ROUND, at=last)
    assert done.submission is not None
    assert done.submission.received_at == last
    with pytest.raises(CallClosed):
        submit(a_draft(), key="s", number=NUMBER, round_=ROUND, at=ROUND.closes_at)


def test_the_same_key_again_changes_nothing_even_after_the_call_closed() -> None:
    done = submitted()
    again = submit(done, key="s", number="other", round_=ROUND, at=ROUND.closes_at)
    assert again is done


def test_another_key_is_refused_and_names_the_number() -> None:
    with pytest.raises(AlreadySubmitted) as refused:
        submit(submitted(), key="t", number="other", round_=ROUND, at=NOON)
    assert NUMBER in refused.value.detail


def test_the_event_carries_everything_and_the_facts_of_the_figures() -> None:
    event = submitted_event(submitted("M01"))
    assert [material.requirement for material in event.materials] == ["M01"]
    assert event.answers == {"regulated": False}
    assert event.standing.milestones == {"submitted": NOON}
    assert (event.standing.district, event.standing.industry, event.standing.category) == (
        "pengjiang",
        "3912",
        "new-materials",
    )


def test_a_withdrawal_is_told_with_what_was_reached() -> None:
    gone = withdraw(submitted(), reason="sold", at=NOON + ONE_DAY)
    event = withdrawn(gone, "sold", NOON + ONE_DAY)
    assert (gone.stage, event.reason) == ("withdrawn", "sold")
    assert event.standing.milestones == {"submitted": NOON, "withdrawn": NOON + ONE_DAY}


def test_withdrawing_again_changes_nothing() -> None:
    gone = withdraw(submitted(), reason="sold", at=NOON)
    assert withdraw(gone, reason="again", at=NOON + ONE_DAY) is gone


def test_a_draft_can_not_be_withdrawn() -> None:
    with pytest.raises(NotSubmitted):
        withdraw(a_draft(), reason="sold", at=NOON)


@pytest.mark.parametrize("stage", ["recognised", "not_recognised"])
def test_after_the_announcement_nothing_is_withdrawn(stage: str) -> None:
    final = take_outcome(submitted(), Outcome(stage, NOON))
    with pytest.raises(AlreadyAnnounced) as refused:
        withdraw(final, reason="sold", at=NOON)
    assert refused.value.code == "already-announced"


def test_after_non_acceptance_nothing_is_withdrawn() -> None:
    ended = see_review(submitted(), 1, {"not_accepted": NOON})
    with pytest.raises(AlreadyNotAccepted):
        withdraw(ended, reason="sold", at=NOON)


def test_a_refused_withdrawal_brings_the_application_back_for_good() -> None:
    gone = withdraw(submitted(), reason="sold", at=NOON)
    back = refuse_withdrawal(take_outcome(gone, Outcome("recognised", NOON)))
    assert back.stage == "recognised"
    assert standing(back).milestones == {"submitted": NOON}
    with pytest.raises(AlreadyAnnounced):
        withdraw(refuse_withdrawal(gone), reason="sold", at=NOON)


def test_a_withdrawn_application_is_not_submitted_anew() -> None:
    gone = withdraw(submitted(), reason="sold", at=NOON)
    with pytest.raises(AlreadyWithdrawn):
        submit(gone, key="t", number="other", round_=ROUND, at=NOON)
