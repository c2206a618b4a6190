"""A supplement is staged: piece by piece, sent by a final act or taken at the end of its term."""

from datetime import timedelta
from typing import Any

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application import Application
from services.intake.domain.demands import still_empty, unmet
from services.intake.domain.events import supplemented
from services.intake.domain.hearing import ask, see_review
from services.intake.domain.material import Material
from services.intake.domain.refusals import (
    SupplementEmpty,
    SupplementIncomplete,
    SupplementItemNotAsked,
    SupplementLate,
)
from services.intake.domain.staging import staged_items
from services.intake.domain.supplement_round import AskedDemand, SupplementRound
from services.intake.domain.supplementing import (
    hand_in,
    send,
    take_as_it_stands,
    take_out,
    taken_from,
)
from services.intake.domain.withdrawing import withdraw
from services.intake.store.application_document import to_application, to_document
from shared.errors import NotFound, Rejected
from tests.unit.intake.applications import (
    DUE,
    NOON,
    ONE_DAY,
    ONE_MS,
    PROGRAMME,
    a_material,
    asked,
    item,
    submitted,
)
from tests.unit.intake.test_supplement import REQUEST, staging

AWARE: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
CHOICE = AskedDemand((("M07", "M08"), ("M09",)), 1, ((("M07",), ("M08",)), (("M09",),)))
BOTH = AskedDemand((("M07", "M08"), ("M09",)), 1)


def sent(application: Application, **more: Any) -> Application:
    return send(application, PROGRAMME, at=NOON, request=REQUEST, **more)


def two_asked() -> Application:
    return asked(item("M05"), item("M04"), due_at=DUE)


def test_what_comes_singly_stays_until_it_is_sent_together() -> None:
    half = staging(two_asked(), "M05")
    assert staged_items(half) == ("M05",)
    assert half.materials == two_asked().materials
    whole = staging(half, answers={"M04": "better"}, at=NOON + ONE_DAY)
    done = sent(whole)
    assert [m.requirement for m in done.materials] == ["M01", "M05"]
    assert done.answers["M04"] == "better"
    assert done.supplements[-1].received_items == ("M05", "M04")
    assert staged_items(done) == ()


def test_one_half_is_not_sent_by_mistake_and_is_not_lost_by_trying() -> None:
    half = staging(two_asked(), "M05")
    with pytest.raises(SupplementIncomplete) as refused:
        sent(half)
    assert [error.field for error in refused.value.errors] == ["M04"]
    assert sent(half, as_it_stands=True).supplements[-1].received_items == ("M05",)


def test_of_a_choice_that_is_empty_each_is_told_that_one_suffices() -> None:
    choice = asked(item("M04"), *(item(i, "M07", "M08", "M09") for i in ("M07", "M08", "M09")))
    with pytest.raises(SupplementIncomplete) as refused:
        sent(staging(choice, answers={"M04": "x"}))
    assert [error.field for error in refused.value.errors] == ["M07", "M08", "M09"]
    for error in refused.value.errors:
        assert error.message.endswith("is still empty; one of these suffices: M07, M08, M09")
        assert (error.zh or "").endswith("尚未补正；M07、M08、M09 任选其一即可")


def test_nothing_is_never_sent() -> None:
    with pytest.raises(SupplementEmpty):
        sent(two_asked(), as_it_stands=True)


def test_a_staged_file_can_be_taken_out_and_an_answer_be_erased() -> None:
    whole = staging(two_asked(), "M05", answers={"M04": "better"})
    without = take_out(whole, a_material("M05", "new").id, NOON)
    assert staged_items(without) == ("M04",)
    assert staged_items(staging(without, answers={"M04": None})) == ()
    with pytest.raises(NotFound):
        take_out(without, a_material("M05", "new").id, NOON)


def test_the_same_bytes_are_staged_once() -> None:
    twice = staging(staging(two_asked(), "M05"), "M05")
    assert twice.staged is not None
    assert len(twice.staged.materials) == 1


def test_only_what_was_asked_for_is_staged_and_only_in_time() -> None:
    with pytest.raises(SupplementItemNotAsked):
        staging(two_asked(), "M02")
    with pytest.raises(SupplementLate) as late:
        staging(staging(two_asked(), "M05"), answers={"M04": "x"}, at=DUE)
    assert "M05" in late.value.detail


def test_at_the_end_of_the_term_what_is_staged_counts_as_sent_at_the_last_instant() -> None:
    half = staging(two_asked(), "M05")
    assert taken_from(half) == DUE
    done = take_as_it_stands(half, PROGRAMME)
    received = done.supplements[-1]
    assert (received.received_at, received.received_items) == (DUE - ONE_MS, ("M05",))
    assert take_as_it_stands(done, PROGRAMME) is done
    assert done.timeline[-1].by == "system"
    assert done.timeline[-1].text.zh.endswith("仍缺：M04。")
    assert done.timeline[-1].text.en.endswith("Still missing: M04.")
    event = supplemented(done, received, DUE - ONE_MS)
    assert event.at_end_of_term is True
    assert [each.requirement for each in event.empty or ()] == ["M04"]


def test_what_is_sent_whole_lacks_nothing_and_what_is_sent_as_it_stands_says_what() -> None:
    whole = sent(staging(two_asked(), "M05", "M04"))
    event = supplemented(whole, whole.supplements[-1], NOON)
    assert (event.at_end_of_term, event.empty) == (None, None)
    assert "仍缺" not in whole.timeline[-1].text.zh
    half = sent(staging(two_asked(), "M05"), as_it_stands=True)
    event = supplemented(half, half.supplements[-1], NOON)
    assert event.at_end_of_term is None
    assert [each.requirement for each in event.empty or ()] == ["M04"]
    assert half.timeline[-1].text.zh.endswith("仍缺：M04。")


@pytest.mark.parametrize(
    "application",
    [
        two_asked(),
        staging(asked(item("M05")), "M05"),
        withdraw(staging(two_asked(), "M05"), reason="sold", at=NOON),
        see_review(staging(two_asked(), "M05"), 3, {"accepted": NOON}),
        see_review(staging(two_asked(), "M05"), 3, {"not_accepted": NOON}),
    ],
    ids=["nothing staged", "no clock", "withdrawn", "accepted", "not accepted by an officer"],
)
def test_nothing_is_taken_where_nothing_is_to_be_taken(application: Application) -> None:
    assert taken_from(application) is None
    assert take_as_it_stands(application, PROGRAMME) is application


def test_a_case_that_the_clock_ended_before_it_knew_is_not_lost() -> None:
    expired = see_review(staging(two_asked(), "M05"), 3, {"not_accepted": DUE})
    assert taken_from(expired) == DUE


def test_what_was_sent_is_not_staged_for_the_next_round() -> None:
    again = ask(sent(staging(asked(item("M05")), "M05")), 2, [item("M05")], NOON)
    assert staged_items(again) == ()
    with pytest.raises(SupplementEmpty):
        sent(again, as_it_stands=True)
    assert staged_items(staging(again, "M05")) == ("M05",)


@pytest.mark.parametrize(
    ("demand", "items", "met"),
    [
        (CHOICE, {"M07"}, True),
        (CHOICE, {"M09"}, True),
        (CHOICE, set(), False),
        (BOTH, {"M07"}, False),
        (BOTH, {"M07", "M08"}, True),
        (AskedDemand((("M07",), ("M08",), ("M09",)), 2), {"M07"}, False),
        (AskedDemand((("M07",), ("M08",), ("M09",)), 2), {"M07", "M09"}, True),
    ],
)
def test_a_demand_is_met_by_as_many_of_its_branches_as_it_says(
    demand: AskedDemand, items: set[str], met: bool
) -> None:
    asked_for = SupplementRound(1, items=(item("M07"), item("M08"), item("M09")), demands=(demand,))
    assert (unmet(asked_for, items) == ()) == met
    empty = [found.requirement for found in still_empty(asked_for, items)]
    assert empty == ([] if met else [i for i in ("M07", "M08", "M09") if i not in items])


def test_what_an_older_version_asked_is_met_by_any_of_its_alternatives() -> None:
    old = SupplementRound(1, items=(item("M05"), item("M07", "M07", "M09"), item("M09", "M07")))
    assert unmet(old, {"M05", "M09"}) == ()
    assert [d.branches for d in unmet(old, {"M05"})] == [(("M07",), ("M09",))]


PIECES = st.lists(st.sampled_from(["M05", "M07", "M09"]), min_size=1, max_size=6)


@given(PIECES, st.booleans())
def test_in_whatever_pieces_it_comes_the_same_is_sent(pieces: list[str], in_time: bool) -> None:
    questions = asked(item("M05"), item("M07", "M07", "M09"), due_at=DUE)
    singly = questions
    for number, piece in enumerate(pieces):
        singly = staging(singly, piece, at=NOON + number * timedelta(minutes=1))
    together = staging(questions, *pieces)
    if in_time:
        with_act = [sent(found, as_it_stands=True) for found in (singly, together)]
    else:
        with_act = [take_as_it_stands(found, PROGRAMME) for found in (singly, together)]
    one, other = with_act
    assert one.materials == other.materials
    assert one.supplements == other.supplements


@given(PIECES)
def test_what_is_staged_is_read_back_and_found_at_the_end_of_its_term(pieces: list[str]) -> None:
    questions = asked(item("M05"), item("M07", "M07", "M09"), due_at=DUE)
    application = staging(questions, *pieces, request=REQUEST)
    document = bson.decode(bson.encode(to_document(application)), AWARE)
    assert document["staged_until"] == DUE
    assert to_application(application.id, document, PROGRAMME.way) == application
    after = to_document(take_as_it_stands(application, PROGRAMME))
    assert after["staged_until"] is None


def test_an_application_without_anything_staged_has_no_such_field() -> None:
    assert not {"staged", "staged_until"} & to_document(asked(item("M05"))).keys()
    assert "staged" in to_document(sent(staging(asked(item("M05")), "M05")))


def test_too_many_files_for_one_requirement_are_refused_over_all_pieces() -> None:
    most = next(m.max_files for m in PROGRAMME.materials if m.id == "M05")
    application = asked(item("M05"))
    for number in range(most):
        application = staging_of(application, a_material("M05", f"{number}"))
    with pytest.raises(Rejected, match="too-many-files"):
        staging_of(application, a_material("M05", "one more"))
    assert application.staged is not None
    assert len(application.staged.materials) == most


def staging_of(application: Application, material: Material) -> Application:
    return hand_in(application, PROGRAMME, materials=[material], answers={}, at=NOON)


def test_submitted_applications_have_nothing_staged() -> None:
    assert staged_items(submitted("M01")) == ()
