"""What an activity refuses, and what to do about it."""

from collections.abc import Sequence
from datetime import date

from shared.errors import FieldError, Rejected
from shared.programmes import Programme

_UNCHANGED = "Nothing was changed."
_UNCHANGED_ZH = "未作任何更改。"


class UnknownActivity(Rejected):
    """The programme declares no such activity."""

    def __init__(self, programme: Programme, activity: str) -> None:
        ids = ", ".join(each.id for each in programme.activities)
        super().__init__(
            f"{programme.key} declares no activity {activity}. {_UNCHANGED}",
            (
                FieldError(
                    "activity",
                    f"must be one of: {ids or 'none is declared'}",
                    f"须为下列之一：{ids or '未规定任何活动'}",
                ),
            ),
            code="unknown-activity",
            zh=f"{programme.key} 未规定活动 {activity}。{_UNCHANGED_ZH}",
        )


class ActivityDiffers(Rejected):
    """An activity of this number was planned before, for another day or place."""

    def __init__(self, activity: str, held_on: date, venue: str) -> None:
        super().__init__(
            f"The activity {activity} is there already: {held_on}, {venue}. Use another number, "
            "or move that one.",
            (
                FieldError(
                    "number",
                    "must be one under which this activity was not planned yet",
                    "须为此活动尚未使用的序次",
                ),
            ),
            code="activity-differs",
            zh=f"活动 {activity} 已有安排：{held_on}，{venue}。请另用序次，或变更该活动。",
        )


class ActivityOver(Rejected):
    """The activity was held or called off, and can't be changed any more."""

    def __init__(self, activity: str, state: str) -> None:
        off = state == "called_off"
        super().__init__(
            f"The activity {activity} was {'called off' if off else 'held'} already. "
            f"{'Plan another one.' if off else 'Only its day can be put right.'} {_UNCHANGED}",
            code="activity-over",
            zh=f"活动 {activity} {'已取消，请另行安排' if off else '已举办，只能更正日期'}。"
            f"{_UNCHANGED_ZH}",
        )


class NotHeldBefore(Rejected):
    """The day on which it is said to have been held is still to come."""

    def __init__(self, activity: str, held_on: date) -> None:
        super().__init__(
            f"The activity {activity} can't have been held on {held_on}: that day is still to "
            f"come. {_UNCHANGED}",
            (FieldError("held_on", "must not be later than today", "不得晚于今天"),),
            code="invalid-request",
            zh=f"活动 {activity} 不可能已于 {held_on} 举办：该日尚未到来。{_UNCHANGED_ZH}",
        )


class ReasonForNewDay(Rejected):
    """The day of an activity that was held is put right with a reason only."""

    def __init__(self, activity: str, held_on: date) -> None:
        super().__init__(
            f"The activity {activity} is recorded as held on {held_on}. To put the day right, say "
            f"why. {_UNCHANGED}",
            (FieldError("reason", "is missing; say why the day changes", "缺少此项；请说明理由"),),
            code="reason-required",
            zh=f"活动 {activity} 登记为 {held_on} 举办。更正日期须说明理由。{_UNCHANGED_ZH}",
        )


class NotHeld(Rejected):
    """Who took part is recorded once an activity was held."""

    def __init__(self, activity: str, state: str) -> None:
        off = state == "called_off"
        super().__init__(
            f"The activity {activity} {'was called off' if off else 'was not held yet'}, so nobody "
            f"took part in it. {'' if off else 'Record first that it was held. '}{_UNCHANGED}",
            code="activity-not-held",
            zh=f"活动 {activity} {'已取消' if off else '尚未举办'}，不能登记参加单位。"
            f"{'' if off else '请先登记举办。'}{_UNCHANGED_ZH}",
        )


class UnknownRole(Rejected):
    """Nobody takes part in this activity as that."""

    def __init__(self, role: str, known: Sequence[str]) -> None:
        ids = ", ".join(known)
        super().__init__(
            f"Nobody takes part in this activity as {role}. {_UNCHANGED}",
            (FieldError("roles", f"must be among: {ids}", f"须在下列之中：{ids}"),),
            code="unknown-role",
            zh=f"此活动没有 {role} 这种参加方式。{_UNCHANGED_ZH}",
        )


class NothingAttended(Rejected):
    """Of whom nothing is recorded, nothing can be taken back."""

    def __init__(self, known: Sequence[str]) -> None:
        ids = ", ".join(known)
        super().__init__(
            f"Of this participant nothing is recorded yet, so there is nothing to take back. "
            f"{_UNCHANGED}",
            (FieldError("roles", f"must name one at least of: {ids}", f"至少须有其一：{ids}"),),
            code="invalid-request",
            zh=f"此参加单位尚无登记，无可撤回。{_UNCHANGED_ZH}",
        )


class AppliedItself(Rejected):
    """An enterprise that has applied in the round takes part with its application."""

    def __init__(self, uscc: str, applications: Sequence[str]) -> None:
        ids = ", ".join(applications)
        super().__init__(
            f"{uscc} has applied in this round, so it is recorded by its application. {_UNCHANGED}",
            (FieldError("application", f"must be given: {ids}", f"须列明申报：{ids}"),),
            code="invalid-request",
            zh=f"{uscc} 在本轮次已有申报，须按申报登记。{_UNCHANGED_ZH}",
        )


class AttendanceDiffers(Rejected):
    """Something else is recorded of this participant, which is put right with a reason only."""

    def __init__(self, participant: str, roles: Sequence[str]) -> None:
        there, there_zh = ", ".join(roles) or "not there", "、".join(roles) or "未参加"
        super().__init__(
            f"Of {participant} another record is there: {there}. To put it right, say why. "
            f"{_UNCHANGED}",
            (FieldError("reason", "is missing; say why it changes", "缺少此项；请说明理由"),),
            code="attendance-differs",
            zh=f"{participant} 已登记为：{there_zh}。更正须说明理由。{_UNCHANGED_ZH}",
        )
