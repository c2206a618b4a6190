"""What is refused of revoking and suspending recognitions, and what to do about it."""

from datetime import date, datetime

from services.review.domain.recognition.refusals import STATES
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected

_CHANNELS = {
    "mail": "邮件",
    "inbox": "站内",
    "post": "邮寄",
    "phone": "电话",
    "publication": "公告",
    "in_person": "当面",
}
_STAGES = {
    "open": "is open",
    "dropped": "ended without revoking anything",
    "revoked": "has revoked the recognition",
    "appealed": "is under appeal",
    "upheld": "was upheld on appeal",
    "reinstated": "was undone on appeal",
}
_STAGES_ZH = {
    "open": "尚未作出决定",
    "dropped": "已终止，未予撤销",
    "revoked": "已决定撤销",
    "appealed": "申诉审理中",
    "upheld": "经申诉维持撤销",
    "reinstated": "经申诉已恢复",
}
UNCHANGED, UNCHANGED_ZH = "Nothing was changed.", "未作任何更改。"


class NotRevocable(Rejected):
    """The programme says nothing of revoking."""

    def __init__(self, programme: str) -> None:
        super().__init__(
            f"{programme} does not say how a recognition is revoked or suspended. {UNCHANGED} "
            "Publish a version with `after: {revocation: …}` and a reason that applies_to "
            "revocation.",
            code="revocation-not-provided",
            zh=f"{programme} 未规定如何撤销或暂停认定。{UNCHANGED_ZH}"
            "请发布含有 `after: {revocation: …}` 及相应理由（applies_to: revocation）的版本。",
        )


class AlreadyRevoked(Rejected):
    """It is revoked, and nothing is revoked twice."""

    def __init__(self, number: str, no: int, at: datetime) -> None:
        super().__init__(
            f"The recognition {number} is revoked since {_day(at)}, by proceeding {no}. Nothing is "
            f"revoked twice. {UNCHANGED}",
            code="recognition-revoked",
            zh=f"认定 {number} 已于 {_day(at)} 撤销（第 {no} 次程序），不重复撤销。{UNCHANGED_ZH}",
        )


class NotInForce(Rejected):
    """It does not hold by itself."""

    def __init__(self, number: str, status: str) -> None:
        super().__init__(
            f"The recognition {number} is {status}, so there is nothing of this to do. {UNCHANGED}",
            code="recognition-not-in-force",
            zh=f"认定 {number} {STATES[status]}，无须如此办理。{UNCHANGED_ZH}",
        )


class ProceedingOpen(Rejected):
    """Another proceeding is open, with another reason or other facts."""

    def __init__(self, number: str, no: int) -> None:
        super().__init__(
            f"Proceeding {no} against {number} is open, for other facts. Decide it first. "
            f"{UNCHANGED}",
            code="revocation-open",
            zh=f"针对 {number} 的第 {no} 次撤销程序尚未结束，其事由不同。"
            f"请先作出决定。{UNCHANGED_ZH}",
        )


class ProceedingDecided(Rejected):
    """It was decided before."""

    def __init__(self, number: str, no: int, stage: str) -> None:
        super().__init__(
            f"Proceeding {no} against {number} {_STAGES[stage]}. {UNCHANGED}",
            code="revocation-decided",
            zh=f"针对 {number} 的第 {no} 次撤销程序{_STAGES_ZH[stage]}。{UNCHANGED_ZH}",
        )


class HearingOutstanding(Rejected):
    """The holder was not heard, and its time to say something is not over."""

    def __init__(self, number: str, over_at: datetime | None) -> None:
        until = "" if over_at is None else f" That is so at {_moment(over_at)} Beijing time."
        until_zh = "" if over_at is None else f"（北京时间{_moment(over_at)}）"
        super().__init__(
            f"The holder of {number} was not heard yet. Nothing is revoked before it has said "
            f"something, or its time is over that runs from delivery.{until} {UNCHANGED}",
            code="hearing-outstanding",
            zh=f"{number} 的持有人尚未陈述申辩。须待其陈述，或自送达起算的期限届满{until_zh}，"
            f"方可撤销。{UNCHANGED_ZH}",
        )


class NotOfOffice(Rejected):
    """A hearing is recorded by the office that has held it, never by who was heard."""

    def __init__(self) -> None:
        super().__init__(
            f"A hearing is recorded by the office that holds it. {UNCHANGED}",
            (
                FieldError(
                    "how",
                    "must be statement for what you say yourself",
                    "自行陈述的，须填写 statement",
                ),
            ),
            code="forbidden",
            zh=f"听证由举行听证的机关记录。{UNCHANGED_ZH}",
        )


class ServedAlready(Rejected):
    """A term runs from another delivery."""

    def __init__(self, number: str, channel: str, at: datetime) -> None:
        super().__init__(
            f"The notice about {number} was delivered on {_day(at)} ({channel}), and the term runs "
            f"from that. {UNCHANGED}",
            code="already-delivered",
            zh=f"关于 {number} 的告知已于 {_day(at)} 送达（{_CHANNELS[channel]}），期限自该日起算。"
            f"{UNCHANGED_ZH}",
        )


class DeliveryDay(Rejected):
    """A notice is delivered after it was given, and not on a day to come."""

    def __init__(self, number: str, earliest: date, latest: date) -> None:
        between = f"must be from {earliest} to {latest}"
        super().__init__(
            f"The notice about {number} can't have been delivered on that day. {UNCHANGED}",
            (FieldError("delivered_on", between, f"须在 {earliest} 至 {latest} 之间"),),
            code="delivery-day",
            zh=f"关于 {number} 的告知不可能于该日送达。{UNCHANGED_ZH}",
        )


class NothingToAppeal(Rejected):
    """There is no revocation to appeal against, or no appeal to decide."""

    def __init__(self, number: str, no: int, stage: str) -> None:
        super().__init__(
            f"Proceeding {no} against {number} {_STAGES[stage]}, so there is nothing of an appeal "
            f"to do. {UNCHANGED}",
            code="nothing-to-appeal",
            zh=f"针对 {number} 的第 {no} 次撤销程序{_STAGES_ZH[stage]}，无申诉可办。{UNCHANGED_ZH}",
        )


class AppealedAlready(Rejected):
    """One appeals once."""

    def __init__(self, number: str, at: datetime) -> None:
        super().__init__(
            f"An appeal about {number} came on {_day(at)}, with other grounds. One appeals once. "
            f"{UNCHANGED}",
            code="already-appealed",
            zh=f"关于 {number} 的申诉已于 {_day(at)} 提出，理由不同。"
            f"申诉以一次为限。{UNCHANGED_ZH}",
        )


class AppealLate(Rejected):
    """The time to appeal was over when the appeal arrived."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            f"The appeal was due before {_moment(due_at)} Beijing time. Nothing was recorded.",
            code="appeal-late",
            zh=f"申诉应于北京时间{_moment(due_at)}前提出，现已逾期，未作记录。",
        )


class AppealDecided(Rejected):
    """The appeal was decided before."""

    def __init__(self, number: str, outcome: str, at: datetime) -> None:
        outcome_zh = "成立" if outcome == "upheld" else "不成立"
        super().__init__(
            f"The appeal about {number} was {outcome} on {_day(at)}. {UNCHANGED}",
            code="appeal-decided",
            zh=f"关于 {number} 的申诉已于 {_day(at)} 认定{outcome_zh}。{UNCHANGED_ZH}",
        )


class SuspendedAlready(Rejected):
    """It is suspended."""

    def __init__(self, number: str, at: datetime) -> None:
        super().__init__(
            f"The recognition {number} is suspended since {_day(at)}. {UNCHANGED}",
            code="already-suspended",
            zh=f"认定 {number} 自 {_day(at)} 起已暂停。{UNCHANGED_ZH}",
        )


class NotSuspended(Rejected):
    """Only what is suspended is resumed."""

    def __init__(self, number: str, status: str) -> None:
        super().__init__(
            f"The recognition {number} is {status}, and only a suspended one is resumed. "
            f"{UNCHANGED}",
            code="not-suspended",
            zh=f"认定 {number} {STATES[status]}，只能恢复已暂停的认定。{UNCHANGED_ZH}",
        )


class NotNewer(Rejected):
    """A recognition gives way to a newer one of the same holder in the same programme."""

    def __init__(self, number: str, other: str) -> None:
        message = "must be a newer recognition of the same holder in the same programme"
        super().__init__(
            f"{number} can't give way to {other}. {UNCHANGED}",
            (FieldError("replaced_by", message, "须为同一项目、同一持有人较新的认定"),),
            code="not-newer",
            zh=f"{number} 不能由 {other} 取代。{UNCHANGED_ZH}",
        )


def _day(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
