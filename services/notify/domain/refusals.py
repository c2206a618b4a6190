"""What can't be done to a notice, and what to do about it."""

from collections.abc import Iterable

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


class AlreadySettled(Rejected):
    """Somebody settled the mail otherwise."""

    def __init__(self, verdict: str, by: str, reason: str) -> None:
        super().__init__(
            f"This mail is settled already as `{verdict}` by {by}: “{reason}”. Nothing was "
            "changed. Repeat that as it was, or leave it.",
            code="already-settled",
            zh=f"此来信已由 {by} 处理为 `{verdict}`（“{reason}”）。未作任何更改。"
            "只能原样重复该处理。",
        )


class WrongFields(Rejected):
    """What somebody records can't have been as these fields say."""

    def __init__(self, wrong: Iterable[FieldError]) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            tuple(wrong),
            code="invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )
