"""What can't be done to a notice, and what to do about it."""

from shared.errors import FieldError, Rejected


class NoticeMoot(Rejected):
    """It has nothing to say any more."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The notice about {number} has nothing to say any more: the application went on or "
            "was withdrawn. Nothing was changed.",
            code="notice-moot",
            zh=f"关于 {number} 的告知已无须送达：申报已进入下一环节，或已撤回。未作任何更改。",
        )


class AlreadyDelivered(Rejected):
    """Its delivery is proven."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The notice about {number} is delivered already, with proof. Nothing was changed.",
            code="already-delivered",
            zh=f"关于 {number} 的告知已送达，有送达凭证。未作任何更改。",
        )


class AlreadyServed(Rejected):
    """A publication of it is recorded, whose days are not over."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"A publication of the notice about {number} is recorded already, and its days are not "
            "over. Nothing was changed. If the record is wrong, correct it.",
            code="already-delivered",
            zh=f"关于 {number} 的告知已登记公告送达，公告期尚未届满。未作任何更改。"
            "如登记有误，请更正。",
        )


class NotServed(Rejected):
    """No officer has recorded a service of it."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"No service of the notice about {number} is recorded, so there is nothing to correct. "
            "Nothing was changed. Record the service first.",
            code="nothing-to-correct",
            zh=f"关于 {number} 的告知没有送达登记，无可更正。未作任何更改。请先登记送达。",
        )


class KeyReused(Rejected):
    """The key of a resending came before with another reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"A resending with this key was asked for with another reason: “{reason}”. Nothing was "
            "changed. Use a new key to have the notice sent again, and the same one only to repeat "
            "the call as it was.",
            (
                FieldError(
                    "key",
                    "must be a new one for another reason",
                    zh="原因不同时须换用新的",
                ),
            ),
            code="key-reused",
            zh=f"此 key 已用于另一原因（“{reason}”）的重发。未作任何更改。再次发送请换用新的 key；"
            "仅在原样重发请求时使用同一个。",
        )
