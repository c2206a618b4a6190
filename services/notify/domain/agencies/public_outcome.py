"""A public outcome with its position in the one order in which all agencies hear of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.notify.domain.agencies.cursor import Cursor
from services.notify.domain.agencies.facts import Facts


@dataclass(frozen=True, slots=True)
class HeardOutcome:
    """A public event as it was heard, before it has a position.

    `facts` are those that it tells itself, and `outcome` the one that it gives, if it gives one.
    `data` are the fields of its contract as JSON, and no others.
    """

    id: str
    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    facts: Facts
    outcome: str | None
    data: Mapping[str, Any]

    def numbered(self, position: int, before: "PublicOutcome | None") -> "PublicOutcome":
        """With its position, and what the last one of the same subject knew besides."""
        known = frozenset() if before is None else before.outcomes
        return PublicOutcome(
            position=position,
            id=self.id,
            type=self.type,
            source=self.source,
            subject=self.subject,
            sequence=self.sequence,
            time=self.time,
            facts=self.facts.or_else(None if before is None else before.facts),
            outcome=self.outcome,
            outcomes=known if self.outcome is None else known | {self.outcome},
            body=_structured(self, position),
        )


@dataclass(frozen=True, slots=True)
class PublicOutcome:
    """What agencies hear, by whatever channel; nothing of it ever changes.

    `position` counts from 1 without a gap. `sequence` grows within one subject, the application or
    the recognition that it is about. `outcomes` has every outcome that its subject was given so
    far, this one included. `body` is the event as CloudEvents 1.0 in JSON, in UTF-8: each channel
    and each attempt sends these bytes.
    """

    position: int
    id: str
    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    facts: Facts
    outcome: str | None
    outcomes: frozenset[str]
    body: bytes

    @property
    def cursor(self) -> Cursor:
        """Behind it the next one comes."""
        return Cursor.at(self.position, self.id)


def _structured(heard: HeardOutcome, position: int) -> bytes:
    event = {
        "specversion": "1.0",
        "id": heard.id,
        "source": heard.source,
        "type": heard.type,
        "subject": heard.subject,
        "time": heard.time.isoformat(),
        # The extension of CloudEvents has it as text, as Kafka's headers do.
        "sequence": str(heard.sequence),
        "position": position,
        "cursor": Cursor.at(position, heard.id).text,
        # An attribute that has no value is left out.
        **({} if heard.outcome is None else {"outcome": heard.outcome}),
        "datacontenttype": "application/json",
        "data": heard.data,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
