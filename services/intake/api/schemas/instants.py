"""Instants as intake's answers have them."""

from datetime import datetime
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema


def _to_the_millisecond(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[
    datetime,
    PlainSerializer(_to_the_millisecond, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""In UTC, such as 2019-07-01T04:00:00.000Z."""
