"""Hears what happens to lists and notes it in the public record of their round."""

from services.stats.domain.record import PublicEvent
from services.stats.ports import Records
from shared.contracts.lists import ListAnnounced, ListNoticed, ObjectionDecided, ObjectionFiled
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handlers

AnyOfList = ListNoticed | ObjectionFiled | ObjectionDecided | ListAnnounced


def handlers(records: Records) -> Handlers:
    """By kind of event of a list, who notes it."""

    async def note(incoming: Incoming[AnyOfList]) -> None:
        event, said = incoming.event, public_event(incoming.event)
        if said is not None:
            source = f"{incoming.key}/{incoming.seq}"
            await records.note(event.programme, event.round, source, said)

    return dict.fromkeys((ListNoticed, ObjectionFiled, ObjectionDecided, ListAnnounced), note)


def public_event(event: AnyOfList) -> PublicEvent | None:
    """What the public may know of it; None for an objection that came late."""
    match event:
        case ListNoticed():
            return PublicEvent("noticed", event.at, count=event.entries)
        case ObjectionFiled():
            return PublicEvent("objected", event.at, entry=event.entry) if event.in_time else None
        case ObjectionDecided():
            kind = event.outcome
            return PublicEvent(kind, event.at, count=event.entries_left, entry=event.entry)
        case ListAnnounced():
            return PublicEvent("announced", event.at, count=event.recognised, removed=event.removed)
