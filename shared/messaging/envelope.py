"""CloudEvents 1.0 over Kafka in binary mode: what stands in the headers, what in the body."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from shared.contracts import KINDS
from shared.messaging.recorded import RecordedEvent

SPEC_VERSION = "1.0"

ATTRIBUTES = (
    "ce_specversion",
    "ce_id",
    "ce_type",
    "ce_source",
    "ce_subject",
    "ce_time",
    "ce_sequence",
)
"""The headers that an event must have; each of them is read by every reader."""

LAST_SEQUENCE = 2**63 - 1
"""What MongoDB can hold."""


@dataclass(frozen=True, slots=True)
class Message:
    """One Kafka message, ready to be sent."""

    topic: str
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Received(Message):
    """A message as it was read, with its partition and offset."""

    position: tuple[int, int]


def partition_for(key: bytes, partitions: int) -> int:
    """The partition that every producer of Laurel uses for a key."""
    return crc32(key) % partitions


_SAME_FOR_ALL = (
    ("ce_specversion", SPEC_VERSION.encode()),
    ("content-type", b"application/json"),
)


def to_message(event: RecordedEvent, *, key: str, source: str, topic_prefix: str) -> Message:
    """The message that tells of a recorded event."""
    headers = [
        *_SAME_FOR_ALL,
        ("ce_id", event.id.encode()),
        ("ce_type", event.type.encode()),
        ("ce_source", source.encode()),
        ("ce_subject", key.encode()),
        ("ce_time", event.at.isoformat().encode()),
        ("ce_sequence", str(event.seq).encode()),
    ]
    if event.traceparent:
        headers.append(("traceparent", event.traceparent.encode()))
    return Message(
        topic=f"{topic_prefix}.{KINDS[event.type].topic}",
        key=key.encode(),
        value=event.body,
        headers=tuple(headers),
    )


class Malformed(Exception):
    """A message is not one of Laurel's events; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The CloudEvents attributes of a message."""

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    sequence: int
    traceparent: str | None


def read_head(headers: tuple[tuple[str, bytes], ...], key: bytes | None) -> Head:
    """The attributes that stand in a message's headers.

    Headers of other software are left alone, whatever is in them. Raises Malformed when an
    attribute is missing or unreadable, or when the key is not the subject.
    """
    given = dict(headers)
    try:
        found = {name: given[name].decode() for name in ATTRIBUTES}
        if empty := [name for name, value in found.items() if not value]:
            raise Malformed(f"the header {empty[0]!r} is empty")
        if found["ce_specversion"] != SPEC_VERSION:
            raise Malformed(f"ce_specversion is {found['ce_specversion']!r}, expected '1.0'")
        head = Head(
            id=found["ce_id"],
            type=found["ce_type"],
            source=found["ce_source"],
            subject=found["ce_subject"],
            time=datetime.fromisoformat(found["ce_time"]),
            sequence=int(found["ce_sequence"]),
            # By the W3C's Trace Context one that can't be read is as good as none.
            traceparent=given.get("traceparent", b"").decode("ascii", "ignore") or None,
        )
    except KeyError as error:
        raise Malformed(f"the header {error.args[0]!r} is missing") from error
    except ValueError as error:
        raise Malformed(f"a header is unreadable: {error}") from error
    if key != head.subject.encode():
        raise Malformed(f"the key {key!r} is not the subject {head.subject!r}")
    if not 1 <= head.sequence <= LAST_SEQUENCE:
        raise Malformed(f"ce_sequence is {head.sequence}, expected 1 to {LAST_SEQUENCE}")
    return head
