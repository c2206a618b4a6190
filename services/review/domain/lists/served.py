"""What a case keeps of an objection that its enterprise was served with."""

from datetime import datetime
from typing import Any, Self

from shared.calendar import Deadline
from shared.record import Record
from shared.values import Bilingual, Instant


class ServedObjection(Record):
    """Its facts as the enterprise reads them, by when the answer is due, and the answer.

    `due_at` (exclusive) is there once delivery is proven.
    """

    objection: str
    list: str
    entry: int
    facts: str
    by: str
    at: Instant
    delivered_at: Instant | None = None
    channel: str | None = None
    due_at: Instant | None = None
    explanation: Bilingual | None = None
    answer: str | None = None
    answered_at: Instant | None = None

    def running(self, delivered_at: datetime, channel: str, deadline: Deadline) -> Self:
        """The same with its delivery proven, from which the term runs."""
        due_at, explanation = deadline.due_at, deadline.sentence()
        proven = self._with(delivered_at=delivered_at, channel=channel)
        return proven._with(due_at=due_at, explanation=explanation)

    def stopped(self) -> Self:
        """The same with its delivery disproved: no term runs."""
        return self._with(delivered_at=None, channel=None, due_at=None, explanation=None)

    def _with(self, **changed: Any) -> Self:
        return self.model_copy(update=changed)
