"""A list: its order and seal, its notice period, objections to it, its announcement."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from bson import encode

from services.review.domain.lists.announcing import announce
from services.review.domain.lists.entry import Entry, digest, numbered
from services.review.domain.lists.notice import put_under_notice
from services.review.domain.lists.numbered_list import ListStep, NumberedList, drop_entries
from services.review.domain.lists.objection import (
    MOST_OF_LIST,
    MOST_UNDECIDED,
    Counted,
    Entered,
    Objection,
    Verified,
    decide_objection,
    file_objection,
)
from services.review.domain.lists.verifying import lapse, verify_contact
from shared.calendar import Calendar
from shared.contracts.lists import ListAnnounced, ListNoticed, ObjectionDecided, ObjectionFiled
from shared.errors import Rejected
from shared.messaging.recorded import RecordedEvent
from shared.programmes import Programme, UnknownReason
from tests.builders import a_standing
from tests.unit.review.builders import PROGRAMME, ROUND, candidate, decided, jiangmen

OPENS = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)  # Thursday, 09:00 in Beijing
CLOSES = datetime(2020, 1, 15, 16, 0, tzinfo=UTC)  # 24:00 of the tenth working day, Wednesday

NONE = Counted()
TRACE = f"00-{'a' * 32}-{'b' * 16}-01"
BOOKED = CLOSES + timedelta(minutes=1)


def entries() -> tuple[Entry, ...]:
    cases = [
        decided("a3", standing=a_standing(district="xinhui")),
        decided("a2", standing=a_standing(district="pengjiang")),
        decided("a1", standing=a_standing(district="xinhui")),
    ]
    return numbered(map(candidate, cases), [district.id for district in jiangmen().districts])


def frozen() -> NumberedList:
    return NumberedList(
        id="l1",
        programme=PROGRAMME,
        programme_version="2019.1",
        round=ROUND,
        state="frozen",
        entries=3,
        digest=digest(entries()),
        frozen_by="officer-1",
        frozen_at=OPENS,
    )


def noticed() -> NumberedList:
    return put_under_notice(frozen(), jiangmen(), Calendar(), by="officer-1", at=OPENS).list


def file(
    found: NumberedList,
    at: datetime,
    counted: Counted = NONE,
    entered_at: datetime | None = None,
) -> Objection:
    paper = "收文登记第12号"
    entered = Entered(by="officer-1", at=entered_at, proof=paper) if entered_at else None
    return file_objection(
        found,
        entries()[0],
        counted,
        jiangmen(),
        Calendar(),
        objection="o1",
        facts="f",
        evidence="e",
        at=at,
        entered=entered,
    )


def verify(
    found: NumberedList, filed: Objection, at: datetime, counted: Counted = NONE
) -> tuple[ListStep | None, Objection]:
    return verify_contact(found, filed, counted, jiangmen(), Verified(how="code", at=at))


def objected(at: datetime) -> tuple[ListStep, Objection]:
    step, counts = verify(noticed(), file(noticed(), at), at)
    assert step is not None
    return step, counts


def test_entries_are_numbered_by_district_in_the_programmes_order_then_by_number() -> None:
    assert [(e.no, e.application) for e in entries()] == [(1, "a2"), (2, "a1"), (3, "a3")]


def test_the_digest_seals_entries_as_frozen() -> None:
    sealed = digest(entries())
    removed, *rest = entries()
    other = removed.model_copy(update={"product": rest[0].enterprise})
    assert digest([other, *rest]) != sealed
    assert len(sealed) == 64


def test_the_notice_counts_the_day_it_opens_and_explains_every_day() -> None:
    step = put_under_notice(frozen(), jiangmen(), Calendar(), by="officer-1", at=OPENS)
    (event,) = step.events
    assert isinstance(event, ListNoticed)
    assert (event.opens_at, event.closes_at) == (OPENS, CLOSES)
    counted = [day.date for day in step.list.days if day.counted]
    assert (counted[0], counted[-1], len(counted)) == (date(2020, 1, 2), date(2020, 1, 15), 10)


def test_a_notice_is_opened_once() -> None:
    with pytest.raises(Rejected, match="notice-running"):
        put_under_notice(noticed(), jiangmen(), Calendar(), by="o", at=OPENS)


def test_an_objection_at_the_last_second_is_in_time() -> None:
    step, filed = objected(CLOSES - timedelta(seconds=1))
    (event,) = step.events
    assert isinstance(event, ObjectionFiled)
    assert (event.in_time, filed.state, step.list.objections_open) == (True, "open", 1)


def test_an_objection_at_24_00_is_late_and_recorded_as_a_report() -> None:
    assert file(noticed(), CLOSES).state == "late"


def test_an_objection_that_nobody_stands_by_holds_nothing_up() -> None:
    filed = file(noticed(), CLOSES - timedelta(seconds=1))
    assert (filed.state, filed.verify_by) == ("unverified", CLOSES + timedelta(days=4))
    assert announce(noticed(), jiangmen(), by="o", at=BOOKED).list.state == "announced"


def test_what_was_filed_in_time_counts_also_when_it_is_verified_after_the_notice() -> None:
    filed = file(noticed(), CLOSES - timedelta(seconds=1))
    step, counts = verify(noticed(), filed, CLOSES + timedelta(days=1))
    assert step is not None
    assert (counts.state, step.list.objections_open) == ("open", 1)


@pytest.mark.parametrize("days", [0, 3, 30])
def test_one_that_came_on_paper_in_time_is_in_time_whenever_it_is_entered(days: int) -> None:
    came, entered_at = CLOSES - timedelta(seconds=1), CLOSES + timedelta(days=days)
    filed = file(noticed(), came, entered_at=entered_at)
    assert (filed.state, filed.filed_at) == ("unverified", came)
    assert filed.entered == Entered(by="officer-1", at=entered_at, proof="收文登记第12号")
    assert filed.verify_by is not None
    assert filed.verify_by > entered_at
    step, counts = verify(noticed(), filed, entered_at)
    assert step is not None
    (event,) = step.events
    assert isinstance(event, ObjectionFiled)
    assert (counts.state, event.in_time, event.at) == ("open", True, came)


def test_one_that_came_on_paper_after_the_notice_is_a_report() -> None:
    assert file(noticed(), CLOSES, entered_at=CLOSES).state == "late"


def test_nothing_came_on_paper_before_the_notice_or_after_it_was_entered() -> None:
    assert file(noticed(), OPENS, entered_at=OPENS).state == "unverified"
    moment = timedelta(microseconds=1)
    for came, entered_at in ((OPENS - moment, CLOSES), (OPENS + moment, OPENS)):
        with pytest.raises(Rejected, match="2020-01-02 09:00") as refused:
            file(noticed(), came, entered_at=entered_at)
        assert refused.value.code == "not-received-then"
        assert [(e.field, bool(e.zh)) for e in refused.value.errors] == [("received_at", True)]


def test_what_is_verified_after_the_announcement_is_a_report() -> None:
    final = announce(noticed(), jiangmen(), by="o", at=BOOKED).list
    step, late = verify(final, file(noticed(), CLOSES - timedelta(seconds=1)), BOOKED)
    assert (step, late.state) == (None, "late")


def test_the_time_to_verify_ends_and_the_objection_lapses_with_a_reason() -> None:
    filed = file(noticed(), OPENS)
    assert filed.verify_by is not None
    assert verify(noticed(), filed, filed.verify_by - timedelta(milliseconds=1))[0] is not None
    with pytest.raises(Rejected, match="objection-closed"):
        verify(noticed(), filed, filed.verify_by)
    over = lapse(filed, filed.verify_by)
    assert (over.state, over.reason) == ("lapsed", "contact_not_verified")
    with pytest.raises(Rejected, match="objection-closed"):
        verify(noticed(), over, OPENS)


def test_an_objection_is_verified_once() -> None:
    _, counts = objected(OPENS)
    with pytest.raises(Rejected, match="objection-closed"):
        verify(noticed(), counts, OPENS)


def test_one_that_finds_no_room_when_it_is_verified_may_be_verified_later() -> None:
    filed = file(noticed(), OPENS)
    with pytest.raises(Rejected, match="too-many-objections"):
        verify(noticed(), filed, OPENS, Counted(undecided=MOST_UNDECIDED))
    assert verify(noticed(), filed, OPENS)[1].state == "open"


@pytest.mark.parametrize(
    ("taken", "counted", "at"),
    [
        (0, Counted(undecided=MOST_UNDECIDED), OPENS),
        (MOST_OF_LIST, NONE, OPENS),
        (0, Counted(late=MOST_OF_LIST), CLOSES),
    ],
)
def test_when_too_many_object_more_are_sent_to_the_office(
    taken: int, counted: Counted, at: datetime
) -> None:
    found = noticed().model_copy(update={"objections": taken})
    with pytest.raises(Rejected, match="Guangdong Province") as refused:
        file(found, at, counted)
    assert refused.value.code == "too-many-objections"


def test_late_reports_and_objections_in_time_do_not_crowd_each_other_out() -> None:
    full = noticed().model_copy(update={"objections": MOST_OF_LIST})
    assert file(full, CLOSES, Counted(undecided=MOST_UNDECIDED)).state == "late"
    assert file(noticed(), OPENS, Counted(late=MOST_OF_LIST)).state == "unverified"


def test_all_that_is_announced_of_the_most_objections_fits_into_a_list_s_document() -> None:
    step, _ = objected(OPENS)
    events = [*step.events, *decide("dismissed", "facts_not_confirmed")[0].events]
    recorded = [
        RecordedEvent.of(e, seq=99_999, source="review", key="l" * 60, at=OPENS, traceparent=TRACE)
        for e in events
    ]
    largest = sum(len(encode({"99999": event.to_document()})) for event in recorded)
    assert largest * MOST_OF_LIST < 14 * 1024 * 1024


def test_nothing_can_be_objected_to_before_the_notice() -> None:
    with pytest.raises(Rejected, match="not-noticed"):
        file(frozen(), OPENS)


def decide(
    outcome: str, reason: str, programme: Programme | None = None
) -> tuple[ListStep, Entry, Objection]:
    step, filed = objected(OPENS + timedelta(days=2))
    return decide_objection(
        step.list,
        entries()[0],
        filed,
        programme or jiangmen(),
        outcome=outcome,  # type: ignore[arg-type]
        reason=reason,
        by="officer-1",
        at=OPENS + timedelta(days=5),
    )


def test_an_upheld_objection_removes_its_entry_and_the_rest_goes_on() -> None:
    step, entry, decided_on = decide("upheld", "facts_confirmed")
    (event,) = step.events
    assert isinstance(event, ObjectionDecided)
    assert (event.entries_left, event.outcome) == (2, "upheld")
    assert entry.removed is not None
    assert (entry.removed.why, entry.removed.reason) == ("objection", "facts_confirmed")
    assert (decided_on.state, decided_on.decided_by) == ("upheld", "officer-1")
    (announced,) = announce(step.list, jiangmen(), by="officer-1", at=BOOKED).events
    assert isinstance(announced, ListAnnounced)
    assert (announced.recognised, announced.removed) == (2, 1)
    assert announced.digest == digest(entries())


def test_a_dismissed_objection_removes_nothing() -> None:
    step, entry, _ = decide("dismissed", "facts_not_confirmed")
    assert (step.list.left, step.list.objections_open, entry.removed) == (3, 0, None)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("dismissed", "facts_confirmed"),
        ("upheld", "facts_not_confirmed"),
        ("upheld", "late"),
        ("upheld", "anonymous"),
        ("dismissed", "false_material"),
        ("dismissed", "duplicate"),
    ],
)
def test_an_objection_is_not_decided_for_a_reason_that_contradicts_the_outcome(
    outcome: Literal["upheld", "dismissed"], reason: str
) -> None:
    with pytest.raises(UnknownReason, match=f"{reason} .* contradicts") as refused:
        decide(outcome, reason)
    (error,) = refused.value.errors
    assert (error.field, reason in error.message) == ("reason", False)
    word = "异议成立" if outcome == "upheld" else "异议不成立"
    assert f"与结论“{word}”相矛盾" in (refused.value.zh or "")


def test_a_reason_that_names_no_outcome_may_be_that_of_any() -> None:
    reason = jiangmen().reason("false_material").model_copy(update={"only_for": ("not_recognise",)})
    programme = Programme.model_validate(jiangmen().model_dump() | {"reasons": (reason,)})
    for outcome in ("upheld", "dismissed"):
        step, *_ = decide(outcome, "false_material", programme)
        assert step.list.objections_open == 0


def test_an_objection_is_decided_once_and_for_a_reason_about_objections() -> None:
    step, entry, decided_on = decide("dismissed", "facts_not_confirmed")
    with pytest.raises(Rejected, match="unknown-reason"):
        decide("upheld", "no_sales")
    with pytest.raises(Rejected, match="objection-closed"):
        decide_objection(
            step.list,
            entry,
            decided_on,
            jiangmen(),
            outcome="upheld",
            reason="facts_confirmed",
            by="o",
            at=OPENS,
        )


@pytest.mark.parametrize(
    ("found", "at", "code"),
    [
        (frozen(), BOOKED, "not-noticed"),
        (noticed(), CLOSES - timedelta(microseconds=1), "notice-running"),
        (noticed(), BOOKED - timedelta(microseconds=1), "notice-running"),
        (objected(OPENS)[0].list, BOOKED, "objection-open"),
        (announce(noticed(), jiangmen(), by="o", at=BOOKED).list, BOOKED, "already-announced"),
    ],
)
def test_an_announcement_waits_for_the_notice_its_last_moments_and_objections(
    found: NumberedList, at: datetime, code: str
) -> None:
    with pytest.raises(Rejected) as refused:
        announce(found, jiangmen(), by="o", at=at)
    assert refused.value.code == code


def test_an_announced_list_never_changes() -> None:
    final = announce(noticed(), jiangmen(), by="o", at=BOOKED).list
    with pytest.raises(Rejected, match="already-announced"):
        drop_entries(final, 1)
    with pytest.raises(Rejected, match="already-announced"):
        put_under_notice(final, jiangmen(), Calendar(), by="o", at=CLOSES)
