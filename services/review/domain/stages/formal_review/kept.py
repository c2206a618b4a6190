"""What a case keeps of its formal review."""

from typing import Literal

from pydantic import Field

from shared.record import Record
from shared.values import Bilingual, Instant


class Judgement(Record):
    """An officer's word on one item of the checklist, or on one file of it.

    `note` says more about what is refused, to the enterprise and in the words of the officer.
    """

    verdict: Literal["accept", "missing", "invalid"]
    reason: str | None
    note: str | None = Field(default=None, exclude_if=lambda value: value is None)
    by: str
    at: Instant


class ReplacedVerdict(Record):
    """A word that holds no longer, on an item or on one `file` of it.

    It gave way to the word of `by`, or to what came with a supplement (`by` is then `supplement`).
    """

    requirement: str
    file: str | None
    was: Judgement
    by: str
    at: Instant


class TakenBack(Record):
    """Who took a notification back, when and why."""

    reason: str
    by: str
    at: Instant


class Notification(Record):
    """One one-time notification of everything missing, and what became of it.

    `staged` tells that something is there for the supplement and not sent yet. What was taken back
    asks for nothing any more, but keeps its number.
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
    taken_back: TakenBack | None = Field(default=None, exclude_if=lambda value: value is None)

    @property
    def stands(self) -> bool:
        """Whether it was not taken back, or answered before that was heard of."""
        return self.taken_back is None or self.returned_at is not None

    @property
    def is_undelivered(self) -> bool:
        """Whether its delivery is still awaited."""
        return self.stands and self.delivered_at is None and self.returned_at is None


STATUTE = "statute"
"""Who accepts a file of which the applicant was not notified in time."""


class SuppliedFile(Record):
    """A file that came with a supplement, and the files that it took the place of; all by id."""

    supplement_round: int
    file: str
    replaces: tuple[str, ...]


class Conclusion(Record):
    """How formal review ended; `by` is an officer, `clock` or `statute`."""

    accepted: bool
    reason: str | None
    by: str
    rule_version: str
    at: Instant
