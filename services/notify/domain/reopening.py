"""A case that was reopened, since its supplement had arrived in time."""

from shared.record import Record
from shared.values import Instant


class Reopening(Record):
    """A supplement that arrived in time, at `received_at`, was heard after the clock's end.

    `seq` is the position of the event in the application's stream, `cause` its id.
    """

    seq: int
    cause: str
    received_at: Instant
    at: Instant
    traceparent: str | None
