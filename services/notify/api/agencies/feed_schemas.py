"""What the feed answers."""

from typing import Any, Literal

from pydantic import BaseModel, Field

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
