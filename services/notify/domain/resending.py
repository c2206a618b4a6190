"""A notice is sent again because somebody in charge wants it."""

from shared.record import Record
from shared.values import Instant


class Resending(Record):
    """Who had which notice sent again, why and when; `key` is the one that the caller gave it."""

    key: str
    notice: str
    by: str
    reason: str
    at: Instant
