"""The events of one record that Kafka does not have yet."""

from dataclasses import dataclass

from shared.messaging.recorded import RecordedEvent


@dataclass(frozen=True, slots=True)
class Tail:
    """A contiguous run of events that starts right after the last published one.

    `events` is None when the saver could not know the whole run; the relay reads it then.
    """

    collection: str
    key: str
    events: tuple[RecordedEvent, ...] | None
