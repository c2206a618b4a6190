"""Revocations: what is asked of them, and what offices and holders read."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.bounds import Reasoning, Text
from services.review.domain.recognition.proceedings import (
    Appeal,
    Revocation,
    Ruling,
    ServedBy,
    Service,
    Statement,
    Term,
)
from services.review.domain.recognition.proceedings import Stage as ProceedingStage
from services.review.domain.recognition.recognition import Recognition, Status
from services.review.usecases.recognition.revoke import Charge, Delivery
from shared.http.request_body import RequestBody
from shared.http.sent import SentDay
from shared.values import Bilingual


class ChargeIn(RequestBody):
    """Why a recognition is to be revoked, as its holder reads it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "reason": "not_passed",
                "facts": "2018年复核未通过：研发投入占比低于3%。",
                "evidence": "2018年9月18日公布的复核结果，第3页。",
            }
        }
    )

    reason: Text
    facts: Reasoning
    evidence: Reasoning

    def charge(self) -> Charge:
        """What is charged."""
        return Charge(self.reason, self.facts, self.evidence)


class DeliveryIn(RequestBody):
    """Which notice was delivered by other means than mail and inbox, when, and the proof."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "term": "hearing",
                "channel": "post",
                "delivered_on": "2018-10-10",
                "proof": "邮政回执 EX123456789CN，前台签收。",
            }
        }
    )

    term: Term
    channel: Literal["post", "phone", "publication", "in_person"]
    delivered_on: SentDay
    proof: Reasoning

    def done(self) -> Delivery:
        """What was delivered."""
        return Delivery(self.term, self.channel, self.delivered_on, self.proof)


class StatementIn(RequestBody):
    """What the holder says; `hearing` is for an office that has held one."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"how": "statement", "text": "我公司对复核结果有异议。"}}
    )

    how: Literal["statement", "hearing"] = "statement"
    text: Reasoning


class RulingIn(RequestBody):
    """How a proceeding is decided, and why."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"outcome": "revoked", "opinion": "事实清楚，予以撤销。"}}
    )

    outcome: Literal["revoked", "dropped"]
    opinion: Reasoning


class AppealIn(RequestBody):
    """Why a revocation should not stand."""

    model_config = ConfigDict(json_schema_extra={"example": {"grounds": "研发投入的口径有误。"}})

    grounds: Reasoning


class AppealRulingIn(RequestBody):
    """How an appeal is decided, and why."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"outcome": "dismissed", "opinion": "维持撤销决定。"}}
    )

    outcome: Literal["upheld", "dismissed"]
    opinion: Reasoning


class DeliveredOut(BaseModel):
    """A proven delivery, and the term that runs from it; `due_at` is the first late instant."""

    channel: ServedBy
    delivered_at: datetime
    due_at: datetime
    explanation: Bilingual

    @classmethod
    def of(cls, found: Service | None) -> Self | None:
        """The delivery as JSON."""
        return None if found is None else cls.model_validate(found.model_dump())


class StatementOut(BaseModel):
    """What the holder said."""

    how: Literal["statement", "hearing"]
    text: str
    at: datetime

    @classmethod
    def of(cls, found: Statement) -> Self:
        """The statement as JSON."""
        return cls(how=found.how, text=found.text, at=found.at)


class RulingOut(BaseModel):
    """How something was decided, and by which rules."""

    outcome: Literal["revoked", "dropped", "upheld", "dismissed"]
    opinion: str
    rule_version: str
    at: datetime

    @classmethod
    def of(cls, found: Ruling | None) -> Self | None:
        """The ruling as JSON."""
        return None if found is None else cls.model_validate(found.model_dump())


class AppealOut(BaseModel):
    """An appeal, and what became of it."""

    grounds: str
    at: datetime
    ruling: RulingOut | None

    @classmethod
    def of(cls, found: Appeal | None) -> Self | None:
        """The appeal as JSON."""
        if found is None:
            return None
        return cls(grounds=found.grounds, at=found.at, ruling=RulingOut.of(found.ruling))


class RevocationOut(BaseModel):
    """A proceeding to revoke a recognition, for its holder and the office."""

    revocation: int
    stage: ProceedingStage
    reason: str
    facts: str
    evidence: str
    rule_version: str
    opened_at: datetime
    served: DeliveredOut | None
    statements: list[StatementOut]
    ruling: RulingOut | None
    ruling_served: DeliveredOut | None
    appeal: AppealOut | None

    @classmethod
    def of(cls, found: Revocation) -> Self:
        """The proceeding as JSON."""
        return cls(
            revocation=found.no,
            stage=found.stage,
            reason=found.reason,
            facts=found.facts,
            evidence=found.evidence,
            rule_version=found.rule_version,
            opened_at=found.at,
            served=DeliveredOut.of(found.served),
            statements=[StatementOut.of(one) for one in found.statements],
            ruling=RulingOut.of(found.ruling),
            ruling_served=DeliveredOut.of(found.ruling_served),
            appeal=AppealOut.of(found.appeal),
        )


class RevocationsOut(BaseModel):
    """All proceedings against one recognition, the first one first."""

    recognition: str
    number: str
    status: Status
    revocations: list[RevocationOut]

    @classmethod
    def of(cls, found: Recognition, at: datetime) -> Self:
        """The proceedings as JSON."""
        return cls(
            recognition=found.id,
            number=found.number,
            status=found.status_at(at),
            revocations=[RevocationOut.of(one) for one in found.revocations],
        )
