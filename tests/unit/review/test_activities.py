"""Activities are planned, held or called off; who took part is recorded, and put right."""

from datetime import date, datetime, timedelta

import pytest

from services.review.domain.activities.activity import (
    Activity,
    activity_id,
    call_off,
    hold,
    move_to,
    plan,
    same,
)
from services.review.domain.activities.attendance import Attendance, Participant, attend
from shared.contracts.activities import (
    ActivityAttended,
    ActivityCalledOff,
    ActivityHeld,
    ActivityPlanned,
)
from shared.errors import Rejected
from shared.values import Bilingual
from tests.builders import NOON
from tests.programmes.activities import ID, ROUND, active_programme

TODAY = date(2019, 10, 30)
AT = datetime.combine(TODAY, NOON.timetz())
RULES = active_programme()
BANK = Participant(uscc="91350100M000100Y43", enterprise=Bilingual(zh="某某银行", en="A bank"))


def planned(held_on: date = TODAY) -> Activity:
    return Activity(
        id=activity_id(ID, ROUND, "roadshow", 1),
        programme=ID,
        programme_version=RULES.version,
        round=ROUND,
        declared="roadshow",
        number=1,
        held_on=held_on,
        venue="会展中心",
        planned_by="officer-1",
        planned_at=AT - timedelta(days=9),
    )


def held(on: date = TODAY) -> Activity:
    return hold(planned(), RULES, held_on=on, reason=None, by="o", at=AT).activity


def recorded(*roles: str, known: Attendance | None = None, reason: str | None = None) -> Attendance:
    step = attend(held(), RULES, BANK, known, None, roles=roles, reason=reason, by="o", at=AT)
    assert step is not None
    return step.attendance


def refusal(rejected: pytest.ExceptionInfo[Rejected]) -> str:
    return rejected.value.code


def test_planning_tells_what_is_planned_where() -> None:
    (event,) = plan(planned(), RULES).events
    assert isinstance(event, ActivityPlanned)
    assert (event.kind, event.declared, event.held_on) == ("roadshow", "roadshow", TODAY)


def test_what_is_planned_again_for_another_day_is_refused() -> None:
    assert same(planned(), TODAY, "会展中心") == planned()
    with pytest.raises(Rejected) as refused:
        same(planned(), TODAY + timedelta(days=1), "会展中心")
    assert refusal(refused) == "activity-differs"


def test_an_activity_moves_until_it_is_over() -> None:
    later = TODAY + timedelta(days=5)
    moved = move_to(planned(), RULES, held_on=later, venue="体育馆", by="o", at=AT)
    assert (moved.activity.held_on, moved.activity.venue) == (later, "体育馆")
    assert [type(event) for event in moved.events] == [ActivityPlanned]
    with pytest.raises(Rejected) as refused:
        move_to(held(), RULES, held_on=later, venue="体育馆", by="o", at=AT)
    assert refusal(refused) == "activity-over"


def test_nothing_was_held_on_a_day_to_come() -> None:
    with pytest.raises(Rejected) as refused:
        hold(planned(), RULES, held_on=TODAY + timedelta(days=1), reason=None, by="o", at=AT)
    assert refusal(refused) == "invalid-request"


def test_holding_it_again_changes_nothing() -> None:
    again = hold(held(), RULES, held_on=TODAY, reason=None, by="p", at=AT)
    assert again.activity == held()
    assert again.events == ()


def test_the_day_is_put_right_with_actor_and_reason_and_both_days_are_kept() -> None:
    before = TODAY - timedelta(days=1)
    with pytest.raises(Rejected) as refused:
        hold(held(), RULES, held_on=before, reason=None, by="p", at=AT)
    assert refusal(refused) == "reason-required"
    step = hold(held(), RULES, held_on=before, reason="登记有误。", by="p", at=AT)
    (kept,) = step.activity.corrections
    assert (kept.held_on, kept.reason, kept.by) == (TODAY, "登记有误。", "p")
    (event,) = step.events
    assert isinstance(event, ActivityHeld)
    assert (event.held_on, event.reason) == (before, "登记有误。")


def test_what_was_called_off_is_neither_held_nor_attended() -> None:
    off = call_off(planned(), RULES, reason="场地检修。", by="o", at=AT)
    assert [type(event) for event in off.events] == [ActivityCalledOff]
    assert call_off(off.activity, RULES, reason="另一理由", by="o", at=AT).events == ()
    with pytest.raises(Rejected) as refused:
        hold(off.activity, RULES, held_on=TODAY, reason=None, by="o", at=AT)
    assert refusal(refused) == "activity-over"
    with pytest.raises(Rejected) as refused:
        attend(
            off.activity, RULES, BANK, None, None, roles=["attended"], reason=None, by="o", at=AT
        )
    assert refusal(refused) == "activity-not-held"


def test_what_was_held_is_not_called_off() -> None:
    with pytest.raises(Rejected) as refused:
        call_off(held(), RULES, reason="场地检修。", by="o", at=AT)
    assert refusal(refused) == "activity-over"


def test_who_took_part_is_told_with_all_its_roles_once() -> None:
    step = attend(
        held(),
        RULES,
        BANK,
        None,
        None,
        roles=["presented", "attended", "presented"],
        reason=None,
        by="o",
        at=AT,
    )
    assert step is not None
    (event,) = step.events
    assert isinstance(event, ActivityAttended)
    assert (event.subject, event.roles) == (BANK.uscc, ("attended", "presented"))
    assert event.addressee is None
    known = step.attendance
    same_again = attend(
        held(),
        RULES,
        BANK,
        known,
        None,
        roles=["attended", "presented"],
        reason=None,
        by="o",
        at=AT,
    )
    assert same_again is None


def test_a_record_is_put_right_with_a_reason_only_and_what_was_there_is_kept() -> None:
    known = recorded("attended")
    with pytest.raises(Rejected) as refused:
        recorded("presented", known=known)
    assert refusal(refused) == "attendance-differs"
    put_right = recorded("presented", known=known, reason="登记有误。")
    (kept,) = put_right.corrections
    assert (put_right.roles, kept.roles, kept.reason) == (
        ("presented",),
        ("attended",),
        "登记有误。",
    )
    taken_back = recorded(known=put_right, reason="未到场。")
    assert taken_back.roles == ()
    assert len(taken_back.corrections) == 2


def test_nobody_takes_part_before_it_was_held_nor_as_something_else() -> None:
    for activity, roles, code in (
        (planned(), ["attended"], "activity-not-held"),
        (held(), ["awarded"], "unknown-role"),
        (held(), [], "invalid-request"),
    ):
        with pytest.raises(Rejected) as refused:
            attend(activity, RULES, BANK, None, None, roles=roles, reason=None, by="o", at=AT)
        assert refusal(refused) == code
