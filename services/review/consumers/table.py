"""Everything that review hears: by kind of event, the use case that it goes to."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

from services.review.ports import Enterprises
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.stages.formal_review.hear_delivery import HearBounce, HearDelivery
from services.review.usecases.stages.formal_review.hear_staging import HearStaging
from services.review.usecases.stages.formal_review.hear_supplement import HearSupplement
from shared.clock import Clock
from shared.contracts.applications import (
    ApplicationSubmitted,
    ApplicationSupplemented,
    ApplicationWithdrawn,
    SupplementStaged,
)
from shared.contracts.base import Event
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.contracts.notices import NoticeBounced, NoticeDelivered, NoticeServed
from shared.heard import Position
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler, Handlers

E = TypeVar("E", bound=Event)
UseCase = Callable[[E, Position, datetime], Awaitable[None]]


def handlers(
    open_case: OpenCase,
    hear_staging: HearStaging,
    hear_supplement: HearSupplement,
    withdraw: Withdraw,
    hear_delivery: HearDelivery,
    hear_bounce: HearBounce,
    enterprises: Enterprises,
    clock: Clock,
) -> Handlers:
    """The table of review."""

    def to(use_case: UseCase[Any]) -> Handler:
        async def hear(incoming: Incoming[Any]) -> None:
            await use_case(incoming.event, incoming.position, clock.now())

        return hear

    async def enterprise(incoming: Incoming[EnterpriseRegistered]) -> None:
        event = incoming.event
        await enterprises.rename(event.uscc, event.name, seq=incoming.seq)

    return {
        ApplicationSubmitted: to(open_case),
        SupplementStaged: to(hear_staging),
        ApplicationSupplemented: to(hear_supplement),
        ApplicationWithdrawn: to(withdraw),
        NoticeDelivered: to(hear_delivery),
        NoticeServed: to(hear_delivery),
        NoticeBounced: to(hear_bounce),
        EnterpriseRegistered: enterprise,
        EnterpriseChanged: enterprise,
    }
