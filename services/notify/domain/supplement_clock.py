"""When a supplement is due."""

from shared.record import Record
from shared.values import Bilingual, Instant


class SupplementClock(Record):
    """When the supplement of a round is due (exclusive), as review counted it from delivery.

    `remind_at` are the reminders that are still to come; `cause` is the event that told all this,
    and `seq` where it stands in its stream.
    """

    supplement_round: int
    delivered_at: Instant
    channel: str
    due_at: Instant
    explanation: Bilingual
    cause: str = ""
    seq: int = 0
    remind_at: tuple[Instant, ...] = ()
