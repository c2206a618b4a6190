"""What every event has in common."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.values import Bilingual, Instant


class Contract(BaseModel):
    """Immutable; an unknown field of a newer version is ignored by older readers."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Contract):
    """Something that happened. A subclass states its type, its topic and who reads it."""

    type: ClassVar[str]
    topic: ClassVar[str]
    readers: ClassVar[tuple[str, ...]]


def omitted() -> Any:
    """The default of a field that came later: None, and then it is not sent at all."""
    return Field(default=None, exclude_if=lambda value: value is None)


CodeKind = Literal["division"]
"""What `uscc` has instead of a credit code: the division code of a city (GB/T 2260)."""


class Addressee(Contract):
    """Whose application it is, and the names that a letter about it uses."""

    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual


FactValue = bool | int | str
"""A number is whole, in the unit of its fact."""


class Standing(Contract):
    """Where an application stands, as one service knows it, with the facts that figures are cut by.

    `milestones` holds everything reached so far and when, so that a reader who missed an event, or
    hears several in another order, still arrives at the same figures. `industry` is a GB/T
    4754-2017 code; `district` and `category` are ids of the programme. A programme that declares
    facts adds them, by id, and `subject`, whose application it is: a unified social credit code, or
    six digits of GB/T 2260 where cities apply. `struck` has the milestones, by id, that a
    correction of an announcement took from it, and since when; they are still in `milestones`.
    """

    programme: str
    programme_version: str
    round: str
    district: str
    industry: str
    category: str
    milestones: dict[str, Instant]
    subject: str | None = omitted()
    facts: dict[str, FactValue] | None = omitted()
    struck: dict[str, Instant] | None = omitted()
