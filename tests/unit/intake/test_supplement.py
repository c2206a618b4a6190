"""Supplement: only what was asked for, in time by arrival, once a notification."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.intake.domain.application import Application
from services.intake.domain.events import supplemented as supplemented_event
from services.intake.domain.hearing import ask, see_review, start_clock
from services.intake.domain.refusals import (
    AlreadyWithdrawn,
    KeyReused,
    NotSubmitted,
    SupplementAlreadyReceived,
    SupplementEmpty,
    SupplementItemNotAsked,
    SupplementLate,
    SupplementNotAsked,
)
from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.supplementing import came_before, hand_in, repeated
from services.intake.domain.supplementing import send as send_staged
from services.intake.domain.withdrawing import withdraw
from tests.unit.intake.applications import (
    COUNTED,
    DUE,
    NOON,
    ONE_DAY,
    ONE_MS,
    PROGRAMME,
    a_draft,
    a_material,
    asked,
    item,
    submitted,
)

REQUEST = KeyedRequest("k", "digest")


def staging(
    application: Application,
    *requirements: str,
    answers: dict[str, Any] | None = None,
    at: datetime = NOON,
    request: KeyedRequest | None = None,
) -> Application:
    """Hands in new files, and answers."""
    return hand_in(
        application,
        PROGRAMME,
        materials=[a_material(requirement, "new") for requirement in requirements],
        answers=answers or {},
        at=at,
        request=request,
    )


def send(
    application: Application,
    *requirements: str,
    answers: dict[str, Any] | None = None,
    at: datetime = NOON,
) -> Application:
    """Hands in new files, and answers, and sends them as they stand under the key `k`."""
    staged = staging(application, *requirements, answers=answers, at=at)
    return send_staged(staged, PROGRAMME, at=at, request=REQUEST, as_it_stands=True)


def test_what_was_asked_for_is_taken_and_told_with_everything_else() -> None:
    done = send(asked(item("M05"), item("M04")), "M05", answers={"M04": "better"})
    event = supplemented_event(done, done.supplements[-1], NOON)
    assert [m.requirement for m in event.materials] == ["M01", "M05"]
    assert event.answers == {"regulated": False, "M04": "better"}
    assert (event.supplement_round, event.items) == (1, ("M05", "M04"))
    assert event.standing.milestones == {"submitted": NOON, "supplemented": NOON}


def test_a_new_file_takes_the_place_of_the_one_that_was_not_good_enough() -> None:
    done = send(asked(item("M01")), "M01")
    assert done.materials == (a_material("M01", "new"),)
    assert done.replaced == (a_material("M01"),)


def test_any_of_the_alternatives_will_do() -> None:
    done = send(asked(item("M07", "M07", "M08", "M09")), "M09")
    assert [m.requirement for m in done.materials] == ["M01", "M09"]


def test_something_else_is_refused_by_name_and_the_rest_with_it() -> None:
    with pytest.raises(SupplementItemNotAsked) as refused:
        send(asked(item("M05")), "M05", "M02", answers={"regulated": True})
    assert [error.field for error in refused.value.errors] == ["M02", "regulated"]


@pytest.mark.parametrize("early", [timedelta(days=5), timedelta(milliseconds=1)])
def test_before_the_due_instant_it_is_in_time(early: timedelta) -> None:
    done = send(asked(item("M05"), due_at=DUE), "M05", at=DUE - early)
    assert done.supplements[-1].received_at == DUE - early


def test_exactly_at_the_due_instant_it_is_late() -> None:
    with pytest.raises(SupplementLate) as refused:
        send(asked(item("M05"), due_at=DUE), "M05", at=DUE)
    assert refused.value.code == "supplement-late"


def test_while_delivery_is_not_proven_it_is_in_time_however_late() -> None:
    done = send(asked(item("M05")), "M05", at=DUE + 100 * ONE_DAY)
    assert done.awaited_supplement is None


def test_in_time_by_arrival_although_the_case_expired_meanwhile() -> None:
    expired = see_review(asked(item("M05"), due_at=DUE), 3, {"not_accepted": DUE})
    assert send(expired, "M05", at=DUE - ONE_MS).supplements[-1].key == "k"


def test_after_non_acceptance_without_a_clock_nothing_is_taken() -> None:
    ended = see_review(asked(item("M05")), 3, {"not_accepted": DUE})
    with pytest.raises(SupplementNotAsked):
        send(ended, "M05")


def test_a_second_supplement_needs_a_second_notification() -> None:
    once = send(asked(item("M05")), "M05")
    with pytest.raises(SupplementAlreadyReceived):
        send(once, "M05")
    twice = send(ask(once, 2, [item("M07")], NOON), "M07")
    assert [found.number for found in twice.supplements] == [1, 2]


def test_a_key_finds_the_round_that_it_answered() -> None:
    done = send(asked(item("M05")), "M05")
    assert repeated(done, REQUEST) == done.supplements[0]
    assert repeated(done, KeyedRequest("l", "digest")) is None
    assert (came_before(done, "k"), came_before(done, "l")) == (True, False)


def test_a_key_that_comes_with_something_else_is_refused() -> None:
    first = KeyedRequest("a", "one")
    half = staging(asked(item("M05"), item("M04")), "M05", request=first)
    assert repeated(half, first) == half.supplements[0]
    for done in (half, send(half, answers={"M04": "better"})):
        with pytest.raises(KeyReused):
            repeated(done, KeyedRequest("a", "two"))
    with pytest.raises(KeyReused):
        repeated(send(half, "M05"), KeyedRequest("k", "other"))


def test_a_round_that_an_older_version_took_has_no_digest_and_is_repeated_by_its_key() -> None:
    done = send(asked(item("M05")), "M05")
    older = replace(done, supplements=(replace(done.supplements[0], digest=None),))
    assert repeated(older, KeyedRequest("k", "whatever")) == older.supplements[0]


def test_nothing_at_all_is_no_supplement() -> None:
    with pytest.raises(SupplementEmpty):
        send(asked(item("M05")), answers={"M05": None})


def test_nobody_asked_and_nobody_sends() -> None:
    with pytest.raises(SupplementNotAsked):
        send(submitted(), "M05")
    with pytest.raises(NotSubmitted):
        send(a_draft(), "M05")
    with pytest.raises(AlreadyWithdrawn):
        send(withdraw(asked(item("M05")), reason="sold", at=NOON), "M05")
    with pytest.raises(SupplementNotAsked):
        send(see_review(asked(item("M05")), 2, {"accepted": NOON}), "M05")


def test_a_clock_that_is_heard_of_before_the_question_is_not_lost() -> None:
    clock = start_clock(submitted(), 1, delivered_at=NOON, due_at=DUE, explanation=COUNTED)
    with pytest.raises(SupplementNotAsked):
        send(clock, "M05")
    both = ask(clock, 1, [item("M05")], NOON)
    assert both.supplements == asked(item("M05"), due_at=DUE).supplements
