"""Hears that an application was not accepted: the enterprise is told why."""

from datetime import UTC, datetime

from services.notify.domain.application import Application
from services.notify.domain.kinds import NonAcceptance, NotAccepted
from services.notify.domain.missing import Missing
from services.notify.usecases.write_notice import WriteNotice
from shared.clock import Clock
from shared.contracts.reviews import ApplicationNotAccepted
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler
from shared.trace import current_traceparent


def hears_not_accepted(write: WriteNotice, clock: Clock) -> Handler:
    """Lets the use case hear `ApplicationNotAccepted`."""

    async def heard(incoming: Incoming[ApplicationNotAccepted]) -> None:
        event = incoming.event
        # An older one, replayed: nobody is to be told of what ended long ago.
        if event.addressee is None:
            return
        await write(
            Application(
                id=event.application,
                number=event.number,
                programme=event.standing.programme,
                round=event.standing.round,
                uscc=event.addressee.uscc,
                enterprise=event.addressee.enterprise,
                product=event.addressee.product,
                programme_name=event.addressee.programme_name,
            ),
            NotAccepted(
                non_acceptance=NonAcceptance(
                    reason=event.reason,
                    reason_text=event.reason_text,
                    rule_version=event.rule_version,
                    missed=event.missed,
                    office=event.office,
                    apply_until=event.apply_until,
                ),
                missing=Missing(items=event.items, demands=event.demands),
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
