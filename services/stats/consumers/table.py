"""Hears what happens to lists and committees and notes it in the public record of their round.

Each moment of a list at which figures are kept is expected once the record has it.
"""

from collections.abc import Callable
from typing import TypeVar

from services.stats.domain.public_record import PublicEvent
from services.stats.domain.snapshot import ListMoment, Moment
from services.stats.ports import PublicRecords, Snapshots
from shared.contracts.lists import (
    ListAnnounced,
    ListFrozen,
    ListNoticed,
    MeetingHeld,
    ObjectionDecided,
    ObjectionFiled,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handlers

Public = ListNoticed | ObjectionFiled | ObjectionDecided | ListAnnounced | MeetingHeld


OfList = ListFrozen | ListNoticed | ListAnnounced
P = TypeVar("P", bound=Public)
L = TypeVar("L", bound=OfList)


def handlers(
    records: PublicRecords, snapshots: Snapshots, expected: Callable[[], None]
) -> Handlers:
    """By kind of event, who notes it; `expected` is called when there is a snapshot to take."""

    async def note(incoming: Incoming[P]) -> None:
        event, noted = incoming.event, public_event(incoming.event)
        if noted is not None:
            source = f"{incoming.key}/{incoming.seq}"
            await records.note(event.programme, event.round, source, noted)

    async def expect(incoming: Incoming[L]) -> None:
        await snapshots.expect(moment_of(incoming.event))
        expected()

    async def note_and_expect(incoming: Incoming[ListNoticed | ListAnnounced]) -> None:
        await note(incoming)
        await expect(incoming)

    return {
        ListFrozen: expect,
        ListNoticed: note_and_expect,
        ObjectionFiled: note,
        ObjectionDecided: note,
        ListAnnounced: note_and_expect,
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


def moment_of(event: OfList) -> ListMoment:
    """The moment that a list came to."""
    match event:
        case ListFrozen():
            return _moment(event, "frozen", event.entries)
        case ListNoticed():
            return _moment(event, "noticed", event.entries)
        case ListAnnounced():
            return _moment(event, "announced", event.recognised)


def _moment(event: OfList, moment: Moment, listed: int) -> ListMoment:
    return ListMoment(
        list=event.list,
        programme=event.programme,
        programme_version=event.programme_version,
        round=event.round,
        stage=event.stage,
        moment=moment,
        at=event.at,
        listed=listed,
    )
