"""Everything that notify hears: by kind of event, the use case that it goes to."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.notify.consumers import materials_missing, not_accepted, phrased
from services.notify.consumers.phrased import SAID, WITHOUT_STANDING
from services.notify.domain.contact import Contact
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.mailing import is_mailed
from services.notify.domain.reopening import Reopening
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.withdraw_due_date import WithdrawDueDate
from services.notify.usecases.write_notice import Cause, WriteNotice
from shared.clock import Clock
from shared.contracts.activities import ActivityAttended
from shared.contracts.applications import ApplicationSubmitted, ApplicationSupplemented
from shared.contracts.drafts import DraftDeleted
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.contracts.register import ToHolder
from shared.contracts.reviews import (
    ActTakenBack,
    ApplicationNotAccepted,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    NotificationTakenBack,
    SupplementClockStarted,
    SupplementClockStopped,
)
from shared.errors import Unavailable
from shared.heard import Position
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler, Handlers
from shared.programmes import Programme, Programmes, UnknownProgramme
from shared.trace import current_traceparent

Effect = Callable[[Correspondence], Correspondence]
EffectOf = Callable[[Incoming[Any], datetime], Effect]
"""What an event does besides, heard at this instant."""


def handlers(
    write: WriteNotice,
    take_back: TakeBack,
    show_due_date: ShowDueDate,
    withdraw_due_date: WithdrawDueDate,
    take_note: TakeNote,
    remember: RememberContact,
    clock: Clock,
    programmes: Programmes,
) -> Handlers:
    """The table of notify."""

    def tells(effect: EffectOf | None = None) -> Handler:
        """Writes what the event has to say; `effect` is what it does besides, in the same write."""

        async def hear(incoming: Incoming[Any]) -> None:
            event, at = incoming.event, clock.now()
            if isinstance(event, ToHolder) and event.addressee is None:
                # Nobody who could be told, or an older event.
                return
            programme = _rules_of(event, programmes)
            said = SAID[type(event)](event, programme)
            besides = _nothing if effect is None else effect(incoming, at)
            if said is None:
                if effect is not None:
                    await take_note(event.application, besides, incoming.position, at=at)
                return
            await write(
                phrased.application_of(event, said.addressee),
                said.content,
                _cause(incoming, said.at),
                at=at,
                real=_now(),
                mailed=is_mailed(said.content, programme),
                effect=besides,
            )

        return hear

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
            seq=incoming.seq,
            remind_at=event.remind_at,
        )
        await show_due_date(event.application, started, incoming.position, at=clock.now())

    async def clock_stopped(incoming: Incoming[SupplementClockStopped]) -> None:
        event, position = incoming.event, incoming.position
        await withdraw_due_date(event.application, event.supplement_round, position, at=clock.now())

    async def deleted(incoming: Incoming[DraftDeleted]) -> None:
        event, at = incoming.event, clock.now()
        await take_note(event.application, _no_draft(incoming, at), incoming.position, at=at)

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
        **dict.fromkeys(SAID, tells()),
        ActTakenBack: tells(_asked_as_before),
        NotificationTakenBack: tells(_asked_no_more),
        ApplicationSubmitted: tells(_no_draft),
        DraftDeleted: deleted,
        ApplicationSupplemented: tells(_no_reminder),
        CaseClosed: tells(_closed),
        EnterpriseRegistered: contact,
        EnterpriseChanged: contact,
    }


def _nothing(correspondence: Correspondence) -> Correspondence:
    return correspondence


def _asked_as_before(incoming: Incoming[ActTakenBack], _: datetime) -> Effect:
    # The end that made this moot holds no longer.
    asked, seq = incoming.event.still_asked, incoming.seq
    return lambda c: c if asked is None else c.asking_as_before(asked, seq, real=_now())


def _asked_no_more(incoming: Incoming[NotificationTakenBack], at: datetime) -> Effect:
    # Its clock may have run, and reminders of it be due.
    return lambda c: c.not_counting(incoming.event.supplement_round, at, incoming.seq)


def _no_draft(_: Incoming[ApplicationSubmitted] | Incoming[DraftDeleted], at: datetime) -> Effect:
    return lambda c: c.without_draft(at)


def _no_reminder(incoming: Incoming[ApplicationSupplemented], at: datetime) -> Effect:
    # It may come before the clock, which is another topic's.
    return lambda c: c.supplementing(incoming.event.supplement_round, at)


def _closed(incoming: Incoming[CaseClosed], _: datetime) -> Effect:
    # It may come before a notice, which is moot then; a mail on its way is noted when it arrives.
    return lambda c: c.closing(incoming.event.at)


def _rules_of(event: Any, programmes: Programmes) -> Programme:
    of: Any = event if isinstance(event, WITHOUT_STANDING) else event.standing
    try:
        return programmes.get(of.programme, of.programme_version)
    except UnknownProgramme as unknown:
        # Published where this process does not know it yet; one that does follows.
        raise Unavailable(f"the rules of {event.application} are not known here") from unknown


def _cause(incoming: Incoming[Any], at: datetime) -> Cause:
    return Cause(incoming.id, _position(incoming), at, current_traceparent())


def _position(incoming: Incoming[Any]) -> Position:
    event = incoming.event
    if isinstance(event, ActivityAttended):
        # Each attendance counts its events by itself, and an application may have several.
        return Position(f"{incoming.stream}/{event.attendance}", incoming.seq)
    return incoming.position


def _now() -> datetime:
    return datetime.now(UTC)
