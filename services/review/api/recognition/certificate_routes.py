"""Certificates and plaques: issued and handed over by officials, verified by everybody."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.meetings.minutes_routes import LANGUAGES, MEDIA_TYPE
from services.review.api.officials import acting_in, official_of, roles_in
from services.review.api.recognition.certificates import (
    BatchIn,
    BatchOut,
    CertificateOut,
    CertifiedOut,
    HandOverIn,
    KeySetOut,
    LedgerOut,
    ReissueIn,
    VoidIn,
)
from services.review.domain.recognition.identity import number_key
from services.review.usecases.recognition.certify import Certify
from services.review.usecases.recognition.print_certificate import PrintCertificate
from services.review.usecases.recognition.verify import Verify
from shared.clock import Clock
from shared.http.auth import Caller, allow, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement
from shared.signing.statements import Statements

ONE = "/certificates/{number}"


def verification_routes(verify: Verify, statements: Statements | None, clock: Clock) -> APIRouter:
    """For everybody."""
    router = APIRouter(prefix="/review/v1", tags=["certificates"], dependencies=[Depends(public)])

    @router.get(ONE, summary="What a certificate or plaque is worth now, by its number")
    async def one(number: str) -> CertificateOut:
        """One word: valid, expired, suspended, revoked, superseded, struck, void, or not_found.
        `signed` says the same as a JWS (EdDSA) that proves itself by the key of `certificate-keys`.
        """
        at = clock.now()
        found = await verify(number, at=at)
        said = number_key(number) if found is None else found.certificate.number
        return CertificateOut.of(said, found, at, statements)

    @router.get("/certificate-keys", summary="The public keys of signed statuses, as JWKS")
    async def keys() -> KeySetOut:
        """Keep them with a signed status: both together can be checked offline."""
        return KeySetOut.model_validate({"keys": []} if statements is None else statements.key_set)

    @router.get(
        "/register/{programme}/certificates",
        summary="Every number that was ever given in a programme, page by page",
        responses=refusals("unknown-programme"),
    )
    async def ledger(
        programme: str,
        cursor: Annotated[str, Query(max_length=200)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> LedgerOut:
        """Series by series, in the order of the serial numbers, void ones among them."""
        at = clock.now()
        page = await verify.ledger(programme, after=cursor, limit=limit, at=at)
        return LedgerOut.of(programme, page, at)

    return router


def certificate_routes(certify: Certify, programmes: Programmes, clock: Clock) -> APIRouter:
    """For those who announce what is recognised."""
    router = APIRouter(prefix="/review/v1", tags=["certificates"])
    acting = Depends(acting_in(programmes, Announcement))

    @router.post(
        "/register/{programme}/certificates",
        summary="Issue a batch of certificates or plaques; repeating it is harmless",
        responses=refusals(
            "unknown-programme",
            "unknown-certificate-kind",
            "certificate-number-taken",
            "stale-version",
        ),
    )
    async def issued(programme: str, body: BatchIn, caller: Annotated[Caller, acting]) -> BatchOut:
        """To all whose recognition is valid and that have no document of this kind in force. The
        numbers have no gap, whoever issues beside.
        """
        numbers = await certify.issue(
            programme, body.order(), official=official_of(caller), at=clock.now()
        )
        return BatchOut.of(numbers)

    @router.post(
        f"{ONE}/reissue",
        summary="Issue a document anew, after a new name or instead of one that is lost",
        responses=refusals(
            "not-found",
            "certificate-void",
            "recognition-not-valid",
            "holder-unchanged",
            "certificate-number-taken",
            "stale-version",
        ),
    )
    async def reissued(
        number: str, body: ReissueIn, caller: Annotated[Caller, acting]
    ) -> CertifiedOut:
        """After a new name number and last day stay. Otherwise the number is void, and the new one
        names it.
        """
        return CertifiedOut.of(
            await certify.reissue(
                number, body.why, body.reason, official=official_of(caller), at=clock.now()
            )
        )

    @router.post(
        f"{ONE}/void",
        summary="Make a number void for ever",
        responses=refusals("not-found", "certificate-void", "stale-version"),
    )
    async def voided(number: str, body: VoidIn, caller: Annotated[Caller, acting]) -> CertifiedOut:
        """It stays in the ledger and is never given once more."""
        return CertifiedOut.of(
            await certify.void(number, body.reason, official=official_of(caller), at=clock.now())
        )

    @router.post(
        f"{ONE}/handover",
        summary="Record that a document was handed over; repeating it is harmless",
        responses=refusals(
            "not-found",
            "certificate-void",
            "unknown-activity",
            "activity-not-held",
            "already-handed-over",
            "not-handed-over-yet",
            "not-issued-yet",
            "stale-version",
        ),
    )
    async def handed_over(
        number: str, body: HandOverIn, caller: Annotated[Caller, acting]
    ) -> CertifiedOut:
        """At an activity that was held, by its id, on the day on which it was handed over."""
        return CertifiedOut.of(
            await certify.hand_over(
                number, body.order(), official=official_of(caller), at=clock.now()
            )
        )

    return router


def paper_routes(make: PrintCertificate, programmes: Programmes, clock: Clock) -> APIRouter:
    """For those who announce what is recognised, and for the holder."""
    router = APIRouter(prefix="/review/v1", tags=["certificates"])
    reading = Depends(allow("enterprise", *roles_in(programmes, Announcement)))

    @router.get(
        f"{ONE}/document.pdf",
        summary="A certificate or plaque as PDF/A, sealed if the house has a seal",
        response_class=Response,
        responses={
            200: {
                "description": "The document.",
                "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
            },
            **refusals("not-found", "certificate-void", "not-printable", "document-too-long"),
        },
    )
    async def document(
        number: str,
        caller: Annotated[Caller, reading],
        language: Literal["zh", "en", "both"] = "both",
    ) -> Response:
        """An applicant gets its own. The seal (PAdES) is checked offline, as by `pdfsig`."""
        holder = "enterprise" in caller.roles
        pdf = await make(
            number,
            LANGUAGES[language],
            reader=caller.code if holder else official_of(caller),
            at=clock.now(),
        )
        name = quote(f"{number_key(number)}.pdf")
        headers = {"Content-Disposition": f"inline; filename*=UTF-8''{name}"}
        return Response(pdf, media_type=MEDIA_TYPE, headers=headers)

    return router
