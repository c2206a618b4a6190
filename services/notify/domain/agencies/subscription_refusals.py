"""What can't be done to a subscription, and what to do about it."""

from shared.errors import Rejected

_WAY_OUT = {
    "unproven": (
        "It is not proven yet: ask for a challenge of its receiver or, for Kafka, an operator for "
        "a login",
        "该订阅尚未就绪：请先对接收端发起验证；kafka 类请向运维人员申请登录名",
    ),
    "active": ("It is active", "该订阅正在推送"),
    "paused": ("It is paused: resume it first", "该订阅已暂停：请先恢复"),
    "disabled": (
        "Its receiver failed for days, and it was disabled: ask for a challenge",
        "其接收端连续多日失败，订阅已停用：请重新发起验证",
    ),
    "ended": ("It has ended for good: make another one", "该订阅已终止：请另建订阅"),
}


class NotInThisState(Rejected):
    """It stands where this can't be done."""

    def __init__(self, identity: str, state: str) -> None:
        en, zh = _WAY_OUT[state]
        super().__init__(
            f"This can't be done to the subscription {identity}. {en}. Nothing was changed.",
            code="subscription-state",
            zh=f"不能对订阅“{identity}”作此操作。{zh}。未作任何更改。",
        )


_INSTEAD = {
    "webhook": (
        "It is of the kind webhook: what it asks for is sent to its receiver",
        "该订阅为 webhook 类：所订内容推送至接收端",
    ),
    "feed": (
        "It is of the kind feed: nothing is sent, read its outcomes instead",
        "该订阅为 feed 类：不作推送，请直接读取其结果",
    ),
    "kafka": (
        "It is of the kind kafka: its login reads the whole topic, and Kafka keeps how far it is",
        "该订阅为 kafka 类：由登录名读取整个主题，进度由 Kafka 保存",
    ),
}


class NotOfThisKind(Rejected):
    """This is for subscriptions of another kind."""

    def __init__(self, identity: str, kind: str) -> None:
        en, zh = _INSTEAD[kind]
        super().__init__(
            f"This can't be done to the subscription {identity}. {en}. Nothing was changed.",
            code="subscription-state",
            zh=f"不能对订阅“{identity}”作此操作。{zh}。未作任何更改。",
        )


class PausedByOperator(Rejected):
    """Only who paused it may resume it."""

    def __init__(self, identity: str, reason: str | None) -> None:
        because = f": “{reason}”" if reason else ""
        zh = f"（“{reason}”）" if reason else ""
        super().__init__(
            f"The operator has paused the subscription {identity}{because}. Only an operator can "
            "resume it. Nothing was changed.",
            code="subscription-state",
            zh=f"订阅“{identity}”由运维人员暂停{zh}，只能由运维人员恢复。未作任何更改。",
        )


class TooManySubscriptions(Rejected):
    """An agency has as many as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You have {most} subscriptions, which is the most. Nothing was changed. "
            "End one first.",
            code="too-many-subscriptions",
            zh=f"您已有 {most} 项订阅，达到上限。未作任何更改。请先终止其中一项。",
        )


class NotProven(Rejected):
    """The receiver did not answer the challenge as it should."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(
            f"The receiver did not prove itself: {en}. It has to answer 2xx with the `challenge` "
            "of the message in its body. Nothing was changed.",
            code="receiver-not-proven",
            zh=f"接收端未通过验证：{zh}。须以 2xx 应答，并在应答正文中返回消息中的 `challenge`。"
            "未作任何更改。",
        )


class SentJustBefore(Rejected):
    """A receiver is not called at once for the asking."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "A message was sent to this receiver a moment ago. Nothing was sent. "
            f"Ask again in {seconds} seconds.",
            code="message-just-sent",
            zh=f"刚刚已向此接收端发送消息。未发送。请在 {seconds} 秒后重试。",
            retry_after=seconds,
        )
