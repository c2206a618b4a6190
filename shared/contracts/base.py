"""What every event has in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.values import Instant


class Contract(BaseModel):
    """Immutable; an unknown field of a newer version is ignored by older readers."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Contract):
    """Something that happened. A subclass states its type, its topic and who reads it."""

    type: ClassVar[str]
    topic: ClassVar[str]
    readers: ClassVar[tuple[str, ...]]


class Standing(Contract):
    """Where an application stands, as one service knows it, with the facts that figures are cut by.

    `milestones` holds everything reached so far and when, so that a reader who missed an event, or
    hears several in another order, still arrives at the same figures. `industry` is a GB/T
    4754-2017 code; `district` and `category` are ids of the programme.
    """

    programme: str
    programme_version: str
    round: str
    district: str
    industry: str
    category: str
    milestones: dict[str, Instant]
