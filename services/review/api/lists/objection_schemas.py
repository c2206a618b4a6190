"""Objections: what is taken from anybody, and what officers see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.review.api.bounds import MOST, Note, Reasoning, Text
from services.review.api.lists.contact_schemas import OnPaperOut, VerifiedOut
from services.review.domain.lists.objection import Objection, Objector
from services.review.domain.lists.served import ServedObjection
from services.review.domain.lists.telephone import PATTERN as PHONE
from shared.http.plain import NOT_BLANK, Written
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER, SentInstant
from shared.mail_address import PATTERN
from shared.plain_text import half_width
from shared.values import Bilingual

DISMISSED_AT_ONCE = 50
ObjectionId = Annotated[str, StringConstraints(pattern=r"^[0-9a-z-]{1,40}$")]
"""So short that the address of a preview has room for all that may be dismissed at once."""

Name = Annotated[
    str,
    StringConstraints(min_length=2, max_length=200, strip_whitespace=True),
    Field(json_schema_extra={"pattern": r"\S[\s\S]*\S"}),
]
Phone = Annotated[
    str,
    AfterValidator(half_width),
    Written(
        PHONE,
        "must be a number to call, such as 0750-1234567, or 0750-1234567 ext. 8001",
    ),
]
Mark = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
]
Email = Annotated[
    str,
    StringConstraints(max_length=254, strip_whitespace=True),
    AfterValidator(half_width),
    Written(PATTERN, "must be one e-mail address, such as zhangsan@example.cn"),
]


class Person(RequestBody):
    """A person objects under their real name."""

    kind: Literal["person"]
    name: Name
    phone: Phone
    email: Email | None = None
    employer: Name
    signature: Mark

    def objector(self) -> Objector:
        """Who objects."""
        return Objector(
            kind=self.kind,
            name=self.name,
            phone=self.phone,
            email=self.email,
            employer_or_contact=self.employer,
            signature_or_seal=self.signature,
        )


class Organisation(RequestBody):
    """An organisation objects under its seal."""

    kind: Literal["organisation"]
    name: Name
    phone: Phone
    email: Email | None = None
    contact: Name
    seal: Mark

    def objector(self) -> Objector:
        """Who objects."""
        return Objector(
            kind=self.kind,
            name=self.name,
            phone=self.phone,
            email=self.email,
            employer_or_contact=self.contact,
            signature_or_seal=self.seal,
        )


class ObjectionIn(RequestBody):
    """A real-name objection; who makes it is kept apart and never published."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "entry": 17,
                "objector": {
                    "kind": "person",
                    "name": "张三",
                    "phone": "0750-1234567",
                    "email": "zhangsan@example.cn",
                    "employer": "江门某某公司",
                    "signature": "张三",
                },
                "facts": "该产品的专利权人并非申报单位。",
                "evidence": "专利登记簿副本，编号 ZL2018…",
            }
        }
    )

    entry: Annotated[int, Field(ge=1, le=MOST), IS_NUMBER]
    objector: Annotated[Person | Organisation, Field(discriminator="kind")]
    facts: Reasoning
    evidence: Reasoning


class OnPaperIn(ObjectionIn):
    """An objection that came on paper, and when; `proof` says by what that date is seen."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "entry": 17,
                "objector": {
                    "kind": "organisation",
                    "name": "江门某某公司",
                    "phone": "0750-1234567",
                    "contact": "李四",
                    "seal": "江某函〔2019〕12号",
                },
                "facts": "该产品的专利权人并非申报单位。",
                "evidence": "专利登记簿副本，编号 ZL2018…",
                "received_at": "2019-11-18T09:30:00+08:00",
                "proof": "收文登记第12号，邮戳2019年11月18日。",
            }
        }
    )

    received_at: SentInstant
    proof: Note


class ObjectionTaken(BaseModel):
    """The objection is registered; it counts once its contact is verified.

    `verify_by` (exclusive) is until when, and null once it is.
    """

    objection: str
    in_time: bool
    verification: Literal["code", "office", "done"]
    verify_by: datetime | None
    explanation: Bilingual | None

    @classmethod
    def of(cls, filed: Objection) -> Self:
        """The answer to whom it is from."""
        waits = filed.state == "unverified"
        return cls(
            objection=filed.id,
            in_time=filed.state != "late",
            verification=("code" if filed.code_mailed else "office") if waits else "done",
            verify_by=filed.verify_by if waits else None,
            explanation=filed.verify_term if waits else None,
        )


class ServiceIn(RequestBody):
    """How the enterprise is served with an objection.

    `facts` are what it reads; without them the objector's words. Leave out what tells who objects.
    """

    facts: Reasoning | None = None


class ServiceOut(BaseModel):
    """What the enterprise was served with, until when it may answer (exclusive), and its answer."""

    facts: str
    by: str
    at: datetime
    delivered_at: datetime | None
    channel: str | None
    due_at: datetime | None
    explanation: Bilingual | None
    answer: str | None
    answered_at: datetime | None

    @classmethod
    def of(cls, served: ServedObjection) -> Self:
        """The service as JSON."""
        return cls.model_validate(served, from_attributes=True)


class AnswerIn(RequestBody):
    """What the enterprise says to an objection."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"answer": "专利已于2018年转让给我司，见专利登记簿副本。"}}
    )

    answer: Reasoning


class AnswerTaken(BaseModel):
    """The answer is registered."""

    objection: str
    answered_at: datetime

    @classmethod
    def of(cls, served: ServedObjection) -> Self:
        """The answer to whom it is from."""
        return cls.model_validate(served, from_attributes=True)


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
    verified: VerifiedOut | None
    entered: OnPaperOut | None = None
    service: ServiceOut | None = None

    @classmethod
    def of(cls, objection: Objection, served: ServedObjection | None = None) -> Self:
        """The objection as JSON."""
        service = None if served is None else ServiceOut.of(served)
        verified, entered = objection.verified, objection.entered
        return cls.model_validate(
            {
                **dict(objection),
                "objection": objection.id,
                "service": service,
                "verified": None if verified is None else dict(verified),
                "entered": None if entered is None else dict(entered),
            }
        )


class ObjectionsOut(BaseModel):
    """All objections to a list, oldest first."""

    objections: list[ObjectionOut]

    @classmethod
    def of(cls, objections: Iterable[tuple[Objection, ServedObjection | None]]) -> Self:
        """The objections as JSON."""
        return cls(objections=[ObjectionOut.of(*each) for each in objections])


class DismissalIn(RequestBody):
    """Objections that are dismissed together for one reason, as the preview showed them."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "objections": ["o-5f2b8c1d9e07", "o-77c1e40a93b2"],
                "reason": "facts_not_confirmed",
                "confirmation": "1d0b5a4b6f0c4c7d8c0f2f7e9a3b6c51",
            }
        }
    )

    objections: list[ObjectionId] = Field(min_length=1, max_length=DISMISSED_AT_ONCE)
    reason: Text
    confirmation: Text | None = None


class DismissalPreviewOut(BaseModel):
    """What would be dismissed now, and the confirmation of it for this account."""

    objections: list[ObjectionOut]
    reason: str
    confirmation: str


class ObjectorOut(BaseModel):
    """Who made an objection, for the officer who has to verify it."""

    kind: Literal["person", "organisation"]
    name: str
    phone: str
    email: str | None
    employer_or_contact: str
    signature_or_seal: str

    @classmethod
    def of(cls, objector: Objector) -> Self:
        """The objector as JSON."""
        return cls.model_validate(objector, from_attributes=True)


class ObjectionDecisionIn(RequestBody):
    """What became of an objection, for a reason of the catalogue."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"outcome": "upheld", "reason": "facts_confirmed"}}
    )

    outcome: Literal["upheld", "dismissed"]
    reason: Text
