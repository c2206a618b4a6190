"""Hears whose recognitions are, and of their certificates and plaques.

What was entered of before the system is of no round, and counts in none before it is renewed.
"""

from services.stats.ports import Certificates
from shared.calendar import beijing_date
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionRegistered,
    RecognitionRenewed,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handlers


def certificate_handlers(certificates: Certificates) -> Handlers:
    """By kind of event, who notes it."""

    async def registered(incoming: Incoming[RecognitionRegistered]) -> None:
        event = incoming.event
        if event.round is not None:
            await certificates.register(
                event.programme, event.round, event.recognition, event.subject
            )

    async def renewed(incoming: Incoming[RecognitionRenewed]) -> None:
        event = incoming.event
        await certificates.register(event.programme, event.round, event.recognition, event.subject)

    async def issued(incoming: Incoming[CertificateIssued]) -> None:
        event = incoming.event
        if event.round is not None:
            await certificates.issue(
                event.programme,
                event.round,
                event.number,
                recognition=event.recognition,
                kind=event.kind,
                batch=event.batch,
                edition=event.edition,
                on=beijing_date(event.at),
            )

    async def voided(incoming: Incoming[CertificateVoided]) -> None:
        event = incoming.event
        if event.round is not None:
            await certificates.void(
                event.programme, event.round, event.number, on=beijing_date(event.at)
            )

    async def handed_over(incoming: Incoming[CertificateHandedOver]) -> None:
        event = incoming.event
        if event.round is not None:
            await certificates.hand_over(
                event.programme,
                event.round,
                event.number,
                activity=event.activity,
                on=event.held_on,
            )

    return {
        RecognitionRegistered: registered,
        RecognitionRenewed: renewed,
        CertificateIssued: issued,
        CertificateVoided: voided,
        CertificateHandedOver: handed_over,
    }
