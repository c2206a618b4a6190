"""Why a message could not be handled, and what a log line may say of it."""

import re
from dataclasses import dataclass
from typing import Self

from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.messaging.envelope import Malformed, Message

_ID = re.compile(r"[A-Za-z0-9._:/-]{1,200}")
"""What our own ids look like; anybody may have written what stands in a malformed message."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The whole `reason` goes with the message into the database or onto the dead-letter topic.

    It may quote the message, so a log says no more than `line`.
    """

    reason: str
    line: str

    @classmethod
    def of(cls, error: Exception) -> Self:
        """What a failed attempt is remembered by."""
        match error:
            case Malformed():
                return cls(f"malformed: {error}", "malformed")
            case Rejected():
                return cls(f"rejected: {error}", error_line(error))
            case Unavailable():
                return cls(f"unavailable: {error}", error_line(error))
            case _:
                return cls(f"{type(error).__name__}: {error}", error_line(error))


def ids_of(message: Message) -> dict[str, str]:
    """What names a message in a log line: its topic, event, type, subject and trace."""
    found = {name: value.decode("utf-8", "replace") for name, value in message.headers}
    ids = {
        "topic": message.topic,
        "event_id": found.get("ce_id", ""),
        "event_type": found.get("ce_type", ""),
        "subject": message.key.decode("utf-8", "replace"),
        "trace": "".join(found.get("traceparent", "").split("-")[1:2]),
    }
    return {name: value for name, value in ids.items() if _ID.fullmatch(value)}
