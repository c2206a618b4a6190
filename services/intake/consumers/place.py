"""Where in its stream an event stands, as `News` wants to know it."""

from datetime import datetime
from typing import Any, TypedDict

from shared.messaging.incoming import Incoming


class Place(TypedDict):
    """The place of an event among those of its application."""

    stream: str
    seq: int
    at: datetime


def place_of(incoming: Incoming[Any]) -> Place:
    """The place of this event."""
    return {"stream": incoming.stream, "seq": incoming.seq, "at": incoming.at}
