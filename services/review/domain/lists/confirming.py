"""An act on a list is confirmed: whoever does it has seen what it is about.

A preview shows it and gives a confirmation, which is a digest of the act, of who was shown, and of
what was shown. It is computed anew when the act is done, so nothing has to be kept of a preview.
"""

import json
from hashlib import sha256
from typing import Literal

from shared.errors import FieldError, Rejected

Act = Literal["freeze", "notice", "announcement", "dismissal", "correction"]
OfRegister = Literal["entering", "calling"]
_LENGTH = 32
"""Hexadecimal digits: nobody has to guess it, two previews must only not have the same."""


class ConfirmationRequired(Rejected):
    """The act is done to many at once, and nobody has said what they were shown."""

    def __init__(self, preview: str, method: str = "GET") -> None:
        super().__init__(
            "It is done to many at once, so it has to be confirmed. Nothing was changed. "
            f"Read `{method} {preview}`: it shows what will be done and gives the `confirmation` "
            "to send here.",
            (
                FieldError(
                    "confirmation",
                    f"is missing; must be that of `{method} {preview}`",
                    f"缺少此项；须为 `{method} {preview}` 给出的 confirmation",
                ),
            ),
            code="confirmation-required",
            zh="此操作一次涉及多项，须先确认。未作任何更改。"
            f"请读取 `{method} {preview}`："
            "其中列明将要办理的内容，并给出须在此提交的 `confirmation`。",
        )


class ShownHasChanged(Rejected):
    """What the confirmation is of is not what would be done now, or was shown to somebody else."""

    def __init__(self, preview: str, now: str, now_zh: str, method: str = "GET") -> None:
        super().__init__(
            "What you were shown has changed, or the confirmation is that of another account or "
            f"act. Nothing was changed. Now it is: {now}. Read `{method} {preview}` and confirm "
            "what it shows.",
            (
                FieldError(
                    "confirmation",
                    f"must be that of what `{method} {preview}` shows now: {now}",
                    f"须为 `{method} {preview}` 现在所示内容的 confirmation：{now_zh}",
                ),
            ),
            code="shown-has-changed",
            zh="向您展示的内容已经变化，或 confirmation 属于其他账号或其他操作。未作任何更改。"
            f"现在的内容：{now_zh}。请读取 `{method} {preview}`，按其所示内容重新确认。",
        )


def confirmation_of(act: Act | OfRegister, about: str, account: str, shown: object) -> str:
    """The confirmation that a preview gives to an account; `shown` can be written as JSON."""
    said = json.dumps([act, about, account, shown], ensure_ascii=False, default=str)
    return sha256(said.encode()).hexdigest()[:_LENGTH]
