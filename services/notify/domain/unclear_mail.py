"""A server's mail of which nobody can tell what became of whose notice, until a person says it."""

from collections.abc import Iterator
from typing import Literal, Self

from services.notify.domain.refusals import AlreadySettled
from shared.errors import FieldError
from shared.record import Record
from shared.values import Instant

Why = Literal["meaning", "held", "notice", "recipient", "sender"]
"""Meaning: nothing tells what became of the mail. Held: it is kept for somebody's consent. Notice:
it failed, and nothing tells which one it is. Recipient: it names a notice, and none of the
addresses that this went to. Sender: whoever wrote it is not among those whose reports count."""

Verdict = Literal["failed", "delayed", "nothing"]
"""Failed: for good, as when the mail server refuses it. Delayed: the server goes on trying.
Nothing: there is nothing to do."""


class Settlement(Record):
    """Who said what became of it, when and why; `notice` is the one that it is about, if any.

    `carried_out` is whether everything that follows has been done.
    """

    mail: str
    verdict: Verdict
    notice: str | None
    reason: str
    by: str
    at: Instant
    carried_out: bool

    def is_same_as(self, other: "Settlement") -> bool:
        """Whether both say the same, in the same words."""
        return (self.verdict, self.notice, self.reason) == (
            other.verdict,
            other.notice,
            other.reason,
        )


class Candidate(Record):
    """A notice that the mail may be about; the address that it went to is masked."""

    notice: str
    application: str
    number: str
    to: str


class UnclearMail(Record):
    """What the mail says, with every address of a recipient masked, and why nobody can tell.

    `id` follows from its bytes, so that the same mail is there once. `sent_at` is what it says of
    itself; `reason` and `code` are the server's, as far as it tells them.
    """

    id: str
    why: Why
    sender: str
    subject: str
    sent_at: Instant | None
    came_at: Instant
    said: str
    reason: str
    code: int | None
    candidates: tuple[Candidate, ...] = ()
    settlement: Settlement | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it yet."""
        return self.settlement is None or not self.settlement.carried_out

    def settled(self, settlement: Settlement) -> Self:
        """The mail as settled; raises AlreadySettled for one that was settled otherwise."""
        known = self.settlement
        if known is None:
            return self.model_copy(update={"settlement": settlement})
        if not known.is_same_as(settlement):
            raise AlreadySettled(known.verdict, known.by, known.reason)
        return self


def faults(verdict: Verdict | None, notice: str | None) -> Iterator[FieldError]:
    """What is wrong with the notice that a verdict names."""
    if verdict == "failed" and notice is None:
        yield FieldError(
            "notice",
            "is missing; must be the id of the notice that failed",
            "缺少此项；须为投递失败的告知的标识",
        )
    if verdict == "nothing" and notice is not None:
        yield FieldError(
            "notice", "must be left out where there is nothing to do", "无须处理时不得填写"
        )
