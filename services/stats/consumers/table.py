"""Hears what happens to lists and committees and notes it in the public record of their round.

Hears of activities, too, of who took part in them, and of what cities report.

Each moment of a list at which figures are kept is expected once the record has it.
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from services.stats.domain.activities import KnownActivity
from services.stats.domain.indicators import Reported
from services.stats.domain.public_record import PublicEvent
from services.stats.domain.snapshot import ListMoment, Moment
from services.stats.ports import Activities, Indicators, PublicRecords, Snapshots
from shared.contracts.activities import (
    ActivityAttended,
    ActivityCalledOff,
    ActivityHeld,
    ActivityPlanned,
)
from shared.contracts.construction import IndicatorReported
from shared.contracts.lists import (
    ListAnnounced,
    ListCorrected,
    ListFrozen,
    ListNoticed,
    ListUnfrozen,
    MeetingHeld,
    ObjectionDecided,
    ObjectionFiled,
)
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handlers

Public = (
    ListNoticed | ObjectionFiled | ObjectionDecided | ListAnnounced | ListCorrected | MeetingHeld
)


OfList = ListFrozen | ListNoticed | ListAnnounced | ListCorrected
P = TypeVar("P", bound=Public)
OfActivity = ActivityPlanned | ActivityHeld | ActivityCalledOff
A = TypeVar("A", bound=OfActivity)
L = TypeVar("L", bound=OfList)
N = TypeVar("N", ListNoticed, ListAnnounced, ListCorrected)


def handlers(
    records: PublicRecords,
    snapshots: Snapshots,
    activities: Activities,
    indicators: Indicators,
    expected: Callable[[], None],
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

    async def note_and_expect(incoming: Incoming[N]) -> None:
        await note(incoming)
        await expect(incoming)

    async def take_back(incoming: Incoming[ListUnfrozen]) -> None:
        event = incoming.event
        await snapshots.take_back(event.list, event.freezing, event.at)

    async def keep(incoming: Incoming[A]) -> None:
        event = incoming.event
        known = activity_of(event)
        await activities.note(event.programme, event.round, known, seq=incoming.seq)

    async def attend(incoming: Incoming[ActivityAttended]) -> None:
        event = incoming.event
        await activities.attend(
            event.programme,
            event.round,
            event.attendance,
            activity=event.activity,
            subject=event.subject,
            roles=event.roles,
            seq=incoming.seq,
        )

    async def report(incoming: Incoming[IndicatorReported]) -> None:
        of = incoming.event.standing
        await indicators.note(of.programme, of.round, reported(incoming.event, incoming.seq))

    return {
        ListFrozen: expect,
        ListUnfrozen: take_back,
        ListNoticed: note_and_expect,
        ObjectionFiled: note,
        ObjectionDecided: note,
        ListAnnounced: note_and_expect,
        ListCorrected: note_and_expect,
        MeetingHeld: note,
        ActivityPlanned: keep,
        ActivityHeld: keep,
        ActivityCalledOff: keep,
        ActivityAttended: attend,
        IndicatorReported: report,
    }


def reported(event: IndicatorReported, seq: int) -> Reported:
    """The report that an event is."""
    same = {
        name: getattr(event, name) for name in Reported.__slots__ if name not in ("seq", "name")
    }
    return Reported(**same, seq=seq, name=event.indicator_name)


def activity_of(event: OfActivity) -> KnownActivity:
    """The activity as this event leaves it."""
    state: Literal["planned", "held", "called_off"] = "planned"
    match event:
        case ActivityHeld():
            state = "held"
        case ActivityCalledOff():
            state = "called_off"
        case ActivityPlanned():
            pass
    return KnownActivity(
        id=event.activity,
        declared=event.declared,
        number=event.number,
        kind=event.kind,
        name=event.name,
        state=state,
        held_on=event.held_on,
        at=event.at,
    )


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
        case ListCorrected(at=at, stage=stage):
            gone = len(event.removed)
            return PublicEvent(
                "corrected",
                at,
                count=event.listed,
                removed=gone,
                stage=stage,
                added=len(event.added),
                reprinted=len(event.reprinted),
            )
        case MeetingHeld():
            return PublicEvent("met", event.at, stage=event.stage, held_on=event.held_on)


def moment_of(event: OfList) -> ListMoment:
    """The moment that a list came to."""
    match event:
        case ListFrozen():
            return _moment(event, "frozen", event.entries, event.freezing or 1)
        case ListNoticed():
            return _moment(event, "noticed", event.entries)
        case ListAnnounced():
            return _moment(event, "announced", event.recognised)
        case ListCorrected():
            return _moment(event, "corrected", event.listed, correction=event.correction)


def _moment(
    event: OfList, moment: Moment, listed: int, freezing: int = 1, correction: int = 0
) -> ListMoment:
    return ListMoment(
        list=event.list,
        programme=event.programme,
        programme_version=event.programme_version,
        round=event.round,
        stage=event.stage,
        moment=moment,
        at=event.at,
        listed=listed,
        freezing=freezing,
        correction=correction,
    )
