"""Objections: what is taken from anybody, and what officers see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.review.api.bounds import MOST, Reasoning, Text
from services.review.domain.lists.objection import Objection, Objector
from shared.http.plain import Written
from shared.plain_text import half_width

Name = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
Phone = Annotated[
    str,
    AfterValidator(half_width),
    Written(r"^[0-9+() -]{5,30}$", "must be a number to call, such as 0750-1234567"),
]
Mark = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class Person(BaseModel):
    """A person objects under their real name."""

    kind: Literal["person"]
    name: Name
    phone: Phone
    employer: Name
    signature: Mark

    def objector(self) -> Objector:
        """Who objects."""
        return Objector(
            kind=self.kind,
            name=self.name,
            phone=self.phone,
            employer_or_contact=self.employer,
            signature_or_seal=self.signature,
        )


class Organisation(BaseModel):
    """An organisation objects under its seal."""

    kind: Literal["organisation"]
    name: Name
    phone: Phone
    contact: Name
    seal: Mark

    def objector(self) -> Objector:
        """Who objects."""
        return Objector(
            kind=self.kind,
            name=self.name,
            phone=self.phone,
            employer_or_contact=self.contact,
            signature_or_seal=self.seal,
        )


class ObjectionIn(BaseModel):
    """A real-name objection; who makes it is kept apart and never published."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "entry": 17,
                "objector": {
                    "kind": "person",
                    "name": "张三",
                    "phone": "0750-1234567",
                    "employer": "江门某某公司",
                    "signature": "张三",
                },
                "facts": "该产品的专利权人并非申报单位。",
                "evidence": "专利登记簿副本，编号 ZL2018…",
            }
        }
    )

    entry: int = Field(ge=1, le=MOST)
    objector: Annotated[Person | Organisation, Field(discriminator="kind")]
    facts: Reasoning
    evidence: Reasoning


class ObjectionTaken(BaseModel):
    """The objection is registered."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"objection": "o-5f2b8c1d9e07", "in_time": True}}
    )

    objection: str
    in_time: bool

    @classmethod
    def of(cls, filed: Objection) -> Self:
        """The answer to whom it is from."""
        return cls(objection=filed.id, in_time=filed.state != "late")


class ObjectionOut(BaseModel):
    """An objection as officers see it; `late` ones are reports. Says nothing of who made it."""

    objection: str
    entry: int
    application: str
    state: Literal["open", "upheld", "dismissed", "late"]
    facts: str
    evidence: str
    filed_at: datetime
    reason: str | None
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of(cls, objection: Objection) -> Self:
        """The objection as JSON."""
        return cls.model_validate({**dict(objection), "objection": objection.id})


class ObjectionsOut(BaseModel):
    """All objections to a list, oldest first."""

    objections: list[ObjectionOut]

    @classmethod
    def of(cls, objections: Iterable[Objection]) -> Self:
        """The objections as JSON."""
        return cls(objections=[ObjectionOut.of(objection) for objection in objections])


class ObjectorOut(BaseModel):
    """Who made an objection, for the officer who has to verify it."""

    kind: Literal["person", "organisation"]
    name: str
    phone: str
    employer_or_contact: str
    signature_or_seal: str

    @classmethod
    def of(cls, objector: Objector) -> Self:
        """The objector as JSON."""
        return cls.model_validate(objector, from_attributes=True)


class ObjectionDecisionIn(BaseModel):
    """What became of an objection, for a reason of the catalogue."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"outcome": "upheld", "reason": "facts_confirmed"}}
    )

    outcome: Literal["upheld", "dismissed"]
    reason: Text
