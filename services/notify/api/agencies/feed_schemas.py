"""What the feed answers."""

from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from services.notify.domain.agencies.cursor import Cursor
from services.notify.domain.agencies.reconciliation import Reconciliation
from shared.http.words import APPLICATION
from shared.values import Instant

CURSOR = "AAAAAAARhMkjrKCp"
"""Of position 17 in some ledger."""


class OutcomeMessage(BaseModel):
    """An event as CloudEvents 1.0 in JSON: the same bytes in every channel, and for ever."""

    specversion: Literal["1.0"] = Field(description="Version of CloudEvents.")
    id: str = Field(
        description="Its id; what came already has the same.",
        examples=[f"review/{APPLICATION}/12"],
    )
    source: str = Field(description="Who says so.", examples=["review"])
    type: str = Field(description="What happened.", examples=["laurel.outcome.recognised.v1"])
    subject: str = Field(
        description="Which application it is about; what was recognised before there was this "
        "system has none, and then it is the recognition.",
        examples=[APPLICATION],
    )
    time: Instant = Field(description="When it happened.", examples=["2019-09-02T01:30:00Z"])
    sequence: str = Field(
        description="A whole number that only grows within the subject, and has gaps.",
        examples=["12"],
    )
    position: int = Field(
        description="Its number in the one order of all messages, without gaps.", examples=[17]
    )
    cursor: str = Field(
        description="The cursor behind it, for `after` and `as_of`.", examples=[CURSOR]
    )
    outcome: str | None = Field(
        default=None,
        description="The outcome that the subject has since; left out by a message that leaves it "
        "as it was.",
        examples=["recognised"],
    )
    datacontenttype: Literal["application/json"] = Field(description="What `data` is.")
    data: dict[str, Any] = Field(
        description="What its type says, as in the guide for subscribers.",
        examples=[{"application": APPLICATION, "number": "GHPJ-2019-000042"}],
    )


class FeedAnswer(BaseModel):
    """Messages in their order, and where to go on."""

    outcomes: list[OutcomeMessage] = Field(description="The messages; empty when there are none.")
    next: str = Field(
        description="The cursor for `after` of the next call, also when nothing came.",
        examples=[CURSOR],
    )
    more: bool = Field(description="Whether there are more at once.", examples=[False])


class ReconciliationAnswer(BaseModel):
    """What there is up to a cursor, counted."""

    as_of: str = Field(description="The cursor up to which it was counted.", examples=[CURSOR])
    messages: int = Field(description="How many messages there are.", examples=[314])
    by_type: dict[str, int] = Field(
        description="How many of each type.",
        examples=[{"laurel.outcome.not-recognised.v1": 63, "laurel.outcome.recognised.v1": 251}],
    )
    subjects: dict[str, int] = Field(
        description="How many subjects stand at each outcome: at that of their message with the "
        "largest `sequence`.",
        examples=[{"not_recognised": 63, "recognised": 251}],
    )
    digest: str = Field(
        description="SHA-256 over the ids of the messages, sorted by their bytes, each with a line "
        "feed behind it, in hexadecimal digits.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )

    @classmethod
    def of(cls, as_of: Cursor, found: Reconciliation) -> Self:
        """The count as JSON."""
        return cls(
            as_of=as_of.text,
            messages=found.messages,
            by_type=dict(found.by_type),
            subjects=dict(found.subjects),
            digest=found.digest,
        )
