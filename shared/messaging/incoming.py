"""A message as it came, and as the event that it holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.heard import Position
from shared.messaging.envelope import Malformed, Message, Received, read_head

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Incoming(Generic[E]):
    """An event that was heard, with its position in the stream of its key.

    `stream` names the topic without its prefix; `seq` orders the events of one key within it.
    """

    event: E
    stream: str
    key: str
    seq: int
    id: str
    at: datetime
    traceparent: str | None

    @property
    def position(self) -> Position:
        """Which event of its key it is."""
        return Position(self.stream, self.seq)


def as_message(record: "ConsumerRecord[Any, Any]") -> Received:
    """The record as it came, free of the consumer; what was null is empty."""
    headers = tuple((name, value or b"") for name, value in record.headers)
    position = (record.partition, record.offset)
    return Received(record.topic, record.key or b"", record.value or b"", headers, position)


def read(message: Message) -> Incoming[Event]:
    """The event in a message. Raises Malformed when it is not one of Laurel's."""
    try:
        return _read(message)
    except Malformed:
        raise
    # Anybody may have written it, and whatever it breaks must not hold up the others.
    except Exception as error:
        raise Malformed(f"unreadable: {error!r}") from error


def _read(message: Message) -> Incoming[Event]:
    head = read_head(message.headers, message.key)
    kind = KINDS.get(head.type)
    if kind is None:
        raise Malformed(f"the type {head.type!r} is not one of Laurel's events")
    if not message.topic.endswith(f".{kind.topic}"):
        raise Malformed(f"{head.type!r} does not belong on the topic {message.topic!r}")
    try:
        event = kind.model_validate_json(message.value)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors()[:5]
        )
        raise Malformed(f"the body is not a {head.type!r}: {wrong}") from error
    return Incoming(
        event=event,
        stream=kind.topic,
        key=head.subject,
        seq=head.sequence,
        id=head.id,
        at=head.time,
        traceparent=head.traceparent,
    )
