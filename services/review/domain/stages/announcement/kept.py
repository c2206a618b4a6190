"""What a case keeps of an announcement."""

from shared.record import Record
from shared.values import Instant


class Outcome(Record):
    """What the announcement of a list made of the case."""

    recognised: bool
    list: str
    entry: int | None
    reason: str | None
    at: Instant
