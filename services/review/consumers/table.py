"""Everything that review hears: by kind of event, the use case that it goes to."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

from services.review.domain.recognition.proceedings import read_about
from services.review.ports import Enterprises
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.cohorts.hear_submission import HearSubmission
from services.review.usecases.lists.hear_service import HearService
from services.review.usecases.recognition.hear_delivery import HearRevocationDelivery
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
from shared.contracts.notices import (
    CALLS,
    NoticeBounced,
    NoticeDelivered,
    NoticeServed,
    ServiceWithdrawn,
)
from shared.heard import Position
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler, Handlers

E = TypeVar("E", bound=Event)
UseCase = Callable[[E, Position, datetime], Awaitable[None]]


def handlers(
    open_case: OpenCase,
    hear_submission: HearSubmission,
    hear_staging: HearStaging,
    hear_supplement: HearSupplement,
    withdraw: Withdraw,
    hear_delivery: HearDelivery,
    hear_bounce: HearBounce,
    hear_service: HearService,
    hear_revocation_delivery: HearRevocationDelivery,
    enterprises: Enterprises,
    clock: Clock,
) -> Handlers:
    """The table of review."""

    def to(use_case: UseCase[Any]) -> Handler:
        async def hear(incoming: Incoming[Any]) -> None:
            await use_case(incoming.event, incoming.position, clock.now())

        return hear

    async def submitted(incoming: Incoming[ApplicationSubmitted]) -> None:
        await open_case(incoming.event, incoming.position, clock.now())
        await hear_submission(incoming.event, clock.now())

    def of_notice(use_case: UseCase[Any]) -> Handler:
        async def hear(incoming: Incoming[Any]) -> None:
            # What a member of a cohort is told comes before any case, and starts no clock of one.
            if incoming.event.kind in CALLS:
                return
            # A notice is of a supplement round, or about an objection or a revocation.
            about = incoming.event.about
            heard_by = hear_service if about else use_case
            if read_about(about or "") is not None:
                heard_by = hear_revocation_delivery
            await heard_by(incoming.event, incoming.position, clock.now())

        return hear

    async def enterprise(incoming: Incoming[EnterpriseRegistered]) -> None:
        event = incoming.event
        await enterprises.rename(event.uscc, event.name, seq=incoming.seq)

    return {
        ApplicationSubmitted: submitted,
        SupplementStaged: to(hear_staging),
        ApplicationSupplemented: to(hear_supplement),
        ApplicationWithdrawn: to(withdraw),
        NoticeDelivered: of_notice(hear_delivery),
        NoticeServed: of_notice(hear_delivery),
        NoticeBounced: of_notice(hear_bounce),
        ServiceWithdrawn: of_notice(hear_bounce),
        EnterpriseRegistered: enterprise,
        EnterpriseChanged: enterprise,
    }
