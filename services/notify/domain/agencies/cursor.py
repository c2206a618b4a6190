"""Where a reader of public outcomes is, in a form that only the ledger it came from takes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from shared.errors import FieldError, Rejected

_POSITION, _CHECK = 6, 6
"""Bytes of each; together they fill base64 without padding."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Behind the outcome at a position, which the check tells from that of another ledger."""

    position: int
    check: bytes

    @classmethod
    def at(cls, position: int, identity: str) -> "Cursor":
        """Behind the outcome with this position and this id."""
        return cls(position, sha256(identity.encode()).digest()[:_CHECK])

    @classmethod
    def read(cls, text: str, field: str) -> "Cursor":
        """The cursor in a text; raises Rejected, naming the field, for one that nobody gave."""
        try:
            found = urlsafe_b64decode(text.encode("ascii"))
        except ValueError:
            found = b""
        cursor = cls(int.from_bytes(found[:_POSITION]), found[_POSITION:])
        # Of several texts that stand for the same bytes only one was given.
        if len(found) != _POSITION + _CHECK or cursor.text != text:
            raise Rejected(
                "This is not a cursor that was given here; nothing was skipped. "
                "Use the `next` of an answer or the `cursor` of a message as it is, "
                "or leave it out to begin with the first outcome.",
                (FieldError(field, "is not a cursor that was given here", "不是本系统给出的游标"),),
                code="invalid-request",
                zh="此游标不是本系统给出的，未跳过任何内容。请原样使用答复中的 `next` 或消息中的 "
                "`cursor`，或去掉该参数，从第一条结果开始。",
            )
        return cursor

    @property
    def text(self) -> str:
        """As others keep it: 16 letters that go into an address as they are."""
        found = self.position.to_bytes(_POSITION) + self.check
        return urlsafe_b64encode(found).decode()


BEGINNING = Cursor(0, bytes(_CHECK))
"""Before the first outcome, in whatever ledger."""


def foreign(field: str) -> Rejected:
    """The refusal of a cursor whose position has another outcome here, or none."""
    return Rejected(
        "This cursor was given by another ledger than this one, for example before a restore; "
        "nothing was skipped. Read from the beginning, without a cursor: what you know already "
        "you tell by its id.",
        (FieldError(field, "is of another ledger", "属于另一份台账"),),
        code="foreign-cursor",
        zh="此游标由另一份台账给出（例如恢复备份之前），未跳过任何内容。请去掉游标，从头读取；"
        "已收到的内容可按其 id 识别。",
    )
