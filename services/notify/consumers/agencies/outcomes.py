"""Every kind of public outcome goes into the ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.hearing import heard_outcome
from services.notify.domain.agencies.public_outcome import HeardOutcome
from services.notify.usecases.agencies.keep_outcomes import KeepOutcomes
from shared.contracts.base import Event
from shared.messaging.incoming import Incoming
from shared.messaging.listener import BulkHandler, Handlers


def outcome_handlers(keep: KeepOutcomes) -> Handlers:
    """By kind of public outcome, who keeps it."""

    async def one(incoming: Incoming[Any]) -> None:
        await keep([_heard(incoming)])

    return dict.fromkeys(PUBLIC.values(), one)


def outcomes_in_bulk(keep: KeepOutcomes) -> Mapping[type[Event], BulkHandler]:
    """The same for many at once: an announcement has over a thousand."""

    async def many(incoming: Sequence[Incoming[Any]]) -> None:
        await keep([_heard(each) for each in incoming])

    return dict.fromkeys(PUBLIC.values(), many)


def _heard(incoming: Incoming[Any]) -> HeardOutcome:
    return heard_outcome(
        incoming.event,
        identity=incoming.id,
        subject=incoming.key,
        sequence=incoming.seq,
        time=incoming.at,
    )
