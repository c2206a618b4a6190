"""What the register refuses, and what to do about it."""

from collections.abc import Sequence
from datetime import date

from shared.errors import FieldError, Rejected
from shared.values import Bilingual


class NameTooEarly(Rejected):
    """A name can't replace one that its holder only got later."""

    def __init__(self, number: str, earliest: date) -> None:
        super().__init__(
            f"The holder of {number} has its present name since {earliest} in the register. "
            "Nothing was changed. Give the day from which the new name holds, after that.",
            (FieldError("since", f"must be after {earliest}", f"须晚于 {earliest}"),),
            code="name-too-early",
            zh=f"登记中 {number} 持有人的现名称自 {earliest} 起使用。未作任何更改。"
            "请填写新名称的启用日期，须晚于该日。",
        )


NOTHING_ENTERED = Bilingual(zh="未登记任何内容。", en="Nothing was entered.")


class RowsRefused(Rejected):
    """Rows of a sheet of earlier recognitions are wrong, so that none was entered."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            f"{NOTHING_ENTERED.en} Put the rows named under `errors` right, or take them out, and "
            "send the whole sheet once more.",
            tuple(errors),
            code="register-sheet-refused",
            zh=f"{NOTHING_ENTERED.zh}请改正或删去 errors 所列各行，再重新发送整份表格。",
        )


STATES = {
    "valid": "有效",
    "expired": "已过期",
    "suspended": "已暂停",
    "revoked": "已撤销",
    "superseded": "已被取代",
    "struck": "已更正移出名单",
}


class NotValid(Rejected):
    """Documents are issued about recognitions that hold."""

    def __init__(self, number: str, status: str) -> None:
        super().__init__(
            f"The recognition {number} is {status}, and documents are issued about valid ones "
            "alone. Nothing was changed.",
            code="recognition-not-valid",
            zh=f"认定 {number} {STATES[status]}，只能为有效的认定制发证牌。未作任何更改。",
        )


class UnknownCertificateKind(Rejected):
    """The programme issues no documents of this kind."""

    def __init__(self, programme: str, kind: str, known: Sequence[str]) -> None:
        ids = ", ".join(known) or "none"
        super().__init__(
            f"{programme} issues no {kind}. Nothing was changed.",
            (FieldError("kind", f"must be one of: {ids}", f"须为下列之一：{ids}"),),
            code="unknown-certificate-kind",
            zh=f"{programme} 不制发 {kind}。未作任何更改。",
        )


class CertificateVoid(Rejected):
    """The number is void for ever."""

    def __init__(self, number: str, replaced_by: str | None) -> None:
        then = f" It was replaced by {replaced_by}." if replaced_by else ""
        then_zh = f"已由 {replaced_by} 取代。" if replaced_by else ""
        super().__init__(
            f"{number} is void.{then} Nothing was changed.",
            code="certificate-void",
            zh=f"{number} 已作废。{then_zh}未作任何更改。",
        )


class HolderUnchanged(Rejected):
    """The document has the name that its holder has now."""

    def __init__(self, number: str, holder: Bilingual) -> None:
        super().__init__(
            f"{number} has the present name of its holder, {holder.en}, already. Correct the name "
            "in the register first. Nothing was changed.",
            code="holder-unchanged",
            zh=f"{number} 上已是持有人的现名称 {holder.zh}。请先在名册中更正名称。未作任何更改。",
        )


class NoSuchActivity(Rejected):
    """The programme has held no activity of this id."""

    def __init__(self, activity: str, near: Sequence[str]) -> None:
        ids = ", ".join(near)
        super().__init__(
            f"There is no activity {activity} in this programme. Nothing was changed.",
            (
                FieldError(
                    "activity",
                    f"must be one that there is, such as {ids}" if ids else "must be planned first",
                    f"须为已有的活动，如 {ids}" if ids else "须先安排活动",
                ),
            ),
            code="unknown-activity",
            zh=f"本项目没有活动 {activity}。未作任何更改。",
        )


class AlreadyHandedOver(Rejected):
    """It was handed over before, elsewhere."""

    def __init__(self, number: str, activity: str, held_on: date) -> None:
        super().__init__(
            f"{number} was handed over at {activity} on {held_on} already. Nothing was changed.",
            code="already-handed-over",
            zh=f"{number} 已于 {held_on} 在 {activity} 颁发。未作任何更改。",
        )


class NotHandedOverYet(Rejected):
    """What has not happened yet is not recorded."""

    def __init__(self, number: str, held_on: date) -> None:
        super().__init__(
            f"{number} can't have been handed over on {held_on}, a day to come. Nothing was "
            "changed.",
            (FieldError("held_on", "must not be after today", "不得晚于今日"),),
            code="not-handed-over-yet",
            zh=f"{held_on} 尚未到来，不能登记 {number} 已颁发。未作任何更改。",
        )


class NotIssuedYet(Rejected):
    """Nothing is handed over before it was issued."""

    def __init__(self, number: str, held_on: date, issued_on: date) -> None:
        super().__init__(
            f"{number} was issued on {issued_on} and can't have been handed over on {held_on}, "
            "before that. Nothing was changed.",
            (FieldError("held_on", f"must not be before {issued_on}", f"不得早于 {issued_on}"),),
            code="not-issued-yet",
            zh=f"{number} 于 {issued_on} 制发，不能登记为 {held_on} 已颁发。未作任何更改。",
        )


class NumberTaken(Rejected):
    """Another programme has given the number that would be the next one."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The next number, {number}, was given in another programme, and a number is given "
            "once alone. Nothing was changed. The numbering of one of them has to differ: publish "
            "another version of the programme.",
            code="certificate-number-taken",
            zh=f"下一编号 {number} 已在其他项目使用，而编号只能使用一次。未作任何更改。"
            "请发布新的项目版本，改用不同的编号规则。",
        )
