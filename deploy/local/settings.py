"""What the local stack is told from outside, besides the servers that it may use."""

from typing import Literal

from pydantic import Field

from shared.settings import Settings

Broker = Literal["auto", "apache", "embedded"]


class LocalSettings(Settings):
    """The local stack's choice."""

    local_broker: Broker = Field(
        "auto", description="the local stack's Kafka; `auto` is Apache Kafka where there is Java"
    )
