"""Everything that notify hears: by kind of event, the use case that it goes to."""

from datetime import UTC, datetime

from services.notify.consumers import materials_missing, not_accepted
from services.notify.domain.contact import Contact
from services.notify.domain.reopening import Reopening
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.usecases.drop_notices import DropNotices
from services.notify.usecases.end_reminders import EndReminders
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.withdraw_due_date import WithdrawDueDate
from services.notify.usecases.write_notice import Cause, WriteNotice
from shared.clock import Clock
from shared.contracts.applications import ApplicationSupplemented
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    SupplementClockStarted,
    SupplementClockStopped,
)
from shared.messaging.incoming import E, Incoming
from shared.messaging.listener import Handlers
from shared.trace import current_traceparent


def handlers(
    write: WriteNotice,
    take_back: TakeBack,
    show_due_date: ShowDueDate,
    withdraw_due_date: WithdrawDueDate,
    end_reminders: EndReminders,
    drop: DropNotices,
    remember: RememberContact,
    clock: Clock,
) -> Handlers:
    """The table of notify."""

    async def missing(incoming: Incoming[MaterialsMissing]) -> None:
        event = incoming.event
        application = materials_missing.application_of(event)
        content = materials_missing.content_of(event)
        await write(application, content, _cause(incoming, event.at), at=clock.now(), real=_now())

    async def refused(incoming: Incoming[ApplicationNotAccepted]) -> None:
        event = incoming.event
        # An older one, replayed: nobody is to be told of what ended long ago.
        if event.addressee is None:
            return
        application = not_accepted.application_of(event, event.addressee)
        content = not_accepted.content_of(event)
        await write(application, content, _cause(incoming, event.at), at=clock.now(), real=_now())

    async def reopened(incoming: Incoming[CaseReopened]) -> None:
        event = incoming.event
        reopening = Reopening(
            seq=incoming.seq,
            cause=incoming.id,
            received_at=event.received_at,
            at=event.at,
            traceparent=current_traceparent(),
        )
        await take_back(
            event.application, reopening, incoming.position, at=clock.now(), real=_now()
        )

    async def clock_started(incoming: Incoming[SupplementClockStarted]) -> None:
        event = incoming.event
        started = SupplementClock(
            supplement_round=event.supplement_round,
            delivered_at=event.delivered_at,
            channel=event.channel,
            due_at=event.due_at,
            explanation=event.explanation,
            cause=incoming.id,
            remind_at=event.remind_at,
        )
        await show_due_date(event.application, started, incoming.position, at=clock.now())

    async def clock_stopped(incoming: Incoming[SupplementClockStopped]) -> None:
        event, position = incoming.event, incoming.position
        await withdraw_due_date(event.application, event.supplement_round, position, at=clock.now())

    async def supplemented(incoming: Incoming[ApplicationSupplemented]) -> None:
        event, position = incoming.event, incoming.position
        await end_reminders(event.application, event.supplement_round, position, at=clock.now())

    async def closed(incoming: Incoming[CaseClosed]) -> None:
        event = incoming.event
        await drop(event.application, event.at, incoming.position, at=clock.now())

    async def contact(incoming: Incoming[EnterpriseRegistered]) -> None:
        event = incoming.event
        known = Contact(
            uscc=event.uscc, name=event.name, language=event.language, email=event.email
        )
        await remember(known, seq=incoming.seq, at=clock.now(), real=_now())

    return {
        MaterialsMissing: missing,
        ApplicationNotAccepted: refused,
        CaseReopened: reopened,
        SupplementClockStarted: clock_started,
        SupplementClockStopped: clock_stopped,
        ApplicationSupplemented: supplemented,
        CaseClosed: closed,
        EnterpriseRegistered: contact,
        EnterpriseChanged: contact,
    }


def _cause(incoming: Incoming[E], at: datetime) -> Cause:
    return Cause(incoming.id, incoming.position, at, current_traceparent())


def _now() -> datetime:
    return datetime.now(UTC)
