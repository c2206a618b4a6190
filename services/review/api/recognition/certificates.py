"""What everybody may know of a certificate or plaque, signed if there is a key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from services.review.api.bounds import Reasoning, Text
from services.review.usecases.recognition.certify import BatchOrder, Certified, HandOver, Why
from services.review.usecases.recognition.verify import LedgerPage, Verified
from shared.http.request_body import RequestBody
from shared.http.sent import SentDay
from shared.programmes.shapes import SLUG
from shared.signing.statements import Statements
from shared.values import Bilingual, Day

STATEMENT = "laurel-status+jwt"
"""The `typ` of a signed status."""

Standing = Literal[
    "valid", "expired", "suspended", "revoked", "superseded", "struck", "void", "not_found"
]


class CertificateFacts(BaseModel):
    """What a document says; `holder` is the name that is printed on it."""

    recognition: str
    programme: str
    programme_name: Bilingual
    kind: str
    kind_name: Bilingual
    edition: int
    batch: str
    holder: Bilingual
    subject: str
    what: Bilingual
    since: Day
    until: Day | None
    issued_at: datetime
    replaces: str | None
    replaced_by: str | None
    voided_at: datetime | None
    handed_over_on: Day | None

    @classmethod
    def of(cls, found: Verified) -> Self:
        """The facts of a document."""
        one, about = found.certificate, found.recognition
        name = found.programme.name
        return cls(
            recognition=about.id,
            programme=about.programme,
            programme_name=Bilingual(zh=name.zh, en=name.en),
            kind=one.kind,
            kind_name=one.name,
            edition=one.edition,
            batch=one.batch,
            holder=one.holder,
            subject=about.subject,
            what=about.what,
            since=about.since,
            until=about.until,
            issued_at=one.issued_at,
            replaces=one.replaces,
            replaced_by=None if one.voided is None else one.voided.replaced_by,
            voided_at=None if one.voided is None else one.voided.at,
            handed_over_on=None if one.handed_over is None else one.handed_over.held_on,
        )


class CertificateOut(BaseModel):
    """What a number is worth now; nothing but that for one that was never given."""

    number: str
    status: Standing
    as_of: datetime
    certificate: CertificateFacts | None
    signed: str | None

    @classmethod
    def of(
        cls, number: str, found: Verified | None, at: datetime, statements: Statements | None
    ) -> Self:
        """The answer about a number, with the statement that proves it."""
        plain = cls(
            number=number if found is None else found.certificate.number,
            status="not_found" if found is None else found.status,
            as_of=at,
            certificate=None if found is None else CertificateFacts.of(found),
            signed=None,
        )
        if statements is None:
            return plain
        claims: dict[str, Any] = plain.model_dump(mode="json", exclude={"signed"})
        claims |= {"sub": plain.number, "iat": int(at.timestamp())}
        return plain.model_copy(update={"signed": statements.sign(claims, STATEMENT)})


class LedgerOut(BaseModel):
    """Every number that was ever given, with its worth now; `next` is the cursor to go on from."""

    programme: str
    certificates: list[CertificateOut]
    next: str | None

    @classmethod
    def of(cls, programme: str, page: LedgerPage, at: datetime) -> Self:
        """The page of the ledger; nothing in it is signed."""
        shown = [CertificateOut.of("", one, at, None) for one in page.documents]
        return cls(programme=programme, certificates=shown, next=page.next)


class KeySetOut(BaseModel):
    """Public keys as JWKS (RFC 7517); empty where nothing is signed."""

    keys: list[dict[str, str]] = Field(
        json_schema_extra={
            "example": [
                {
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                    "kid": "0f3c6c1e5d0f4a0c",
                    "use": "sig",
                    "alg": "EdDSA",
                }
            ]
        }
    )


class BatchIn(RequestBody):
    """Documents of a kind for all that hold and have none, of one round or of all."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"kind": "certificate", "batch": "2023-06", "round": "2022"}}
    )

    kind: Text
    batch: str = Field(pattern=SLUG, max_length=60)
    round: Text | None = None

    def order(self) -> BatchOrder:
        """What is to be issued."""
        return BatchOrder(self.kind, self.batch, self.round)


class BatchOut(BaseModel):
    """The numbers that were given just now, in their order."""

    issued: int
    numbers: Sequence[str]

    @classmethod
    def of(cls, numbers: Sequence[str]) -> Self:
        """The answer about a batch."""
        return cls(issued=len(numbers), numbers=numbers)


class ReissueIn(RequestBody):
    """Why it is issued anew: a new name keeps the number, all else makes it void."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"why": "lost", "reason": "证书遗失，已登报声明作废。"}}
    )

    why: Why
    reason: Reasoning


class VoidIn(RequestBody):
    """Why a number is void."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "印制错误。"}})

    reason: Reasoning


class HandOverIn(RequestBody):
    """At which activity, on which day and where it was handed over."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "activity": "example-products.2018.activities.conference.1",
                "held_on": "2018-09-18",
                "venue": "广州白云国际会议中心",
            }
        }
    )

    activity: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")
    held_on: SentDay
    venue: Reasoning

    def order(self) -> HandOver:
        """What is to be recorded."""
        return HandOver(self.activity, self.held_on, self.venue)


class CertifiedOut(BaseModel):
    """A document after what was done with it."""

    number: str
    edition: int
    holder: Bilingual
    replaces: str | None
    void: bool
    handed_over_on: Day | None

    @classmethod
    def of(cls, done: Certified) -> Self:
        """The document as JSON."""
        one = done.certificate
        return cls(
            number=one.number,
            edition=one.edition,
            holder=one.holder,
            replaces=one.replaces,
            void=one.voided is not None,
            handed_over_on=None if one.handed_over is None else one.handed_over.held_on,
        )
