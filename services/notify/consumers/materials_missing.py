"""Hears that materials are missing: a notice must be written."""

from datetime import UTC, datetime

from services.notify.domain.application import Application
from services.notify.domain.kinds import MissingMaterials
from services.notify.domain.missing import Missing
from services.notify.usecases.write_notice import WriteNotice
from shared.clock import Clock
from shared.contracts.reviews import MaterialsMissing
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler
from shared.trace import current_traceparent


def hears_materials_missing(write: WriteNotice, clock: Clock) -> Handler:
    """Lets the use case hear `MaterialsMissing`."""

    async def heard(incoming: Incoming[MaterialsMissing]) -> None:
        event = incoming.event
        await write(
            Application(
                id=event.application,
                number=event.number,
                programme=event.standing.programme,
                round=event.standing.round,
                uscc=event.uscc,
                enterprise=event.enterprise,
                product=event.product,
                programme_name=event.programme_name,
            ),
            MissingMaterials(
                supplement_round=event.supplement_round,
                missing=Missing(items=event.items, demands=event.demands),
                terms=event.terms,
            ),
            happened_at=event.at,
            cause=incoming.id,
            stream=incoming.stream,
            seq=incoming.seq,
            traceparent=current_traceparent(),
            at=clock.now(),
            real=datetime.now(UTC),
        )

    return heard
