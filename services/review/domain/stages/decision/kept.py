"""What a case keeps of a decision."""

from typing import Literal

from shared.record import Record
from shared.values import Instant


class Decision(Record):
    """What review decided, under embargo until the announcement."""

    verdict: Literal["recognise", "not_recognise"]
    opinion: str
    reason: str | None
    by: str
    rule_version: str
    at: Instant
