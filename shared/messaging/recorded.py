"""An event as it stands in the journal of the record that it happened to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from shared.contracts.base import Event


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event with its place: the `seq`-th of its record."""

    seq: int
    id: str
    type: str
    at: datetime
    data: dict[str, Any]
    traceparent: str | None

    @classmethod
    def of(
        cls,
        event: Event,
        *,
        seq: int,
        source: str,
        key: str,
        at: datetime,
        traceparent: str | None,
    ) -> "RecordedEvent":
        """Gives an event its place; the id follows from it, so it is the same on every path."""
        return cls(
            seq=seq,
            id=f"{source}/{key}/{seq}",
            type=event.type,
            at=at,
            data=event.model_dump(mode="json"),
            traceparent=traceparent,
        )

    @property
    def body(self) -> bytes:
        """The event's data as JSON, as it goes over the wire."""
        return msgspec.json.encode(self.data, enc_hook=_plain)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "RecordedEvent":
        """Reads what `to_document` wrote."""
        return cls(**document)

    def to_document(self) -> dict[str, Any]:
        """The event as it is kept in MongoDB."""
        return {
            "seq": self.seq,
            "id": self.id,
            "type": self.type,
            "at": self.at,
            "data": self.data,
            "traceparent": self.traceparent,
        }


def _plain(value: Any) -> int:
    # What needs more than 32 bits comes back from MongoDB as a kind of int of its own.
    if isinstance(value, int):
        return int(value)
    # By this msgspec is told that a value is none that JSON has; it raises TypeError with its type.
    raise NotImplementedError
