"""Hears what happens to lists and committees and notes it in the public record of their round."""

from services.stats.domain.public_record import PublicEvent
from services.stats.ports import PublicRecords
from shared.contracts.lists import (
    ListAnnounced,
    ListNoticed,
    MeetingHeld,
    ObjectionDecided,
    ObjectionFiled,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handlers

Public = ListNoticed | ObjectionFiled | ObjectionDecided | ListAnnounced | MeetingHeld


def handlers(records: PublicRecords) -> Handlers:
    """By kind of event, who notes it."""

    async def note(incoming: Incoming[Public]) -> None:
        event, noted = incoming.event, public_event(incoming.event)
        if noted is not None:
            source = f"{incoming.key}/{incoming.seq}"
            await records.note(event.programme, event.round, source, noted)

    return {
        ListNoticed: note,
        ObjectionFiled: note,
        ObjectionDecided: note,
        ListAnnounced: note,
        MeetingHeld: note,
    }


def public_event(event: Public) -> PublicEvent | None:
    """What the public may know of it; None for an objection that came late.

    Of a meeting that is its day: what it decided may be sealed.
    """
    match event:
        case ListNoticed(at=at, stage=stage):
            return PublicEvent("noticed", at, count=event.entries, stage=stage)
        case ObjectionFiled():
            return PublicEvent("objected", event.at, entry=event.entry) if event.in_time else None
        case ObjectionDecided():
            kind = event.outcome
            return PublicEvent(kind, event.at, count=event.entries_left, entry=event.entry)
        case ListAnnounced(at=at, stage=stage):
            listed, removed = event.recognised, event.removed
            return PublicEvent("announced", at, count=listed, removed=removed, stage=stage)
        case MeetingHeld():
            return PublicEvent("met", event.at, stage=event.stage, held_on=event.held_on)
