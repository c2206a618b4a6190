"""What a case keeps of its formal review."""

from typing import Literal

from pydantic import Field

from shared.record import Record
from shared.values import Bilingual, Instant


class Judgement(Record):
    """An officer's word on one item of the checklist."""

    verdict: Literal["accept", "missing", "invalid"]
    reason: str | None
    by: str
    at: Instant


class Notification(Record):
    """One one-time notification of everything missing, and what became of it.

    `staged` tells that something is there for the supplement and not sent yet.
    """

    round: int
    items: tuple[str, ...]
    by: str
    at: Instant
    bounced_at: Instant | None = None
    delivered_at: Instant | None = None
    channel: str | None = None
    due_at: Instant | None = None
    explanation: Bilingual | None = None
    returned_at: Instant | None = None
    staged: bool = Field(default=False, exclude_if=lambda value: not value)

    @property
    def is_undelivered(self) -> bool:
        """Whether its delivery is still awaited."""
        return self.delivered_at is None and self.returned_at is None


class Conclusion(Record):
    """How formal review ended; `by` is an officer, `clock` or `statute`."""

    accepted: bool
    reason: str | None
    by: str
    rule_version: str
    at: Instant
