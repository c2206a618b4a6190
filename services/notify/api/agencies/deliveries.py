"""What became of each message to a receiver."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as InPath

from services.notify.api.agencies.delivery_schemas import (
    WebhookAttempt,
    WebhookDeliveries,
    WebhookDelivery,
    WebhookDeliveryDetail,
)
from services.notify.api.agencies.subscriptions import EitherSide, reader_of
from services.notify.domain.agencies.attempt import Fate
from services.notify.ports import Outcomes
from services.notify.ports.agencies.subscriptions import Deliveries, Subscriptions
from services.notify.usecases.agencies.send_anew import SendAnew
from services.notify.usecases.agencies.try_receiver import TryReceiver
from shared.errors import NotFound
from shared.http.documented import refusals

HIGHEST = 2**48
Position = Annotated[
    int, InPath(ge=1, lt=HIGHEST, description="Position of the outcome.", examples=[17])
]


def delivery_routes(
    subscriptions: Subscriptions,
    deliveries: Deliveries,
    outcomes: Outcomes,
    send_anew: SendAnew,
    try_receiver: TryReceiver,
) -> APIRouter:
    """`/notify/v1/subscriptions/{subscription}/deliveries`, and tests of a receiver."""
    router = APIRouter(prefix="/notify/v1/subscriptions/{subscription}", tags=["deliveries"])

    @router.get(
        "/deliveries",
        summary="What became of each message, the latest first",
        responses=refusals("not-found"),
    )
    async def list_deliveries(
        subscription: str,
        caller: EitherSide,
        fate: Annotated[
            Fate | None, Query(description="Only those with this fate.", examples=["waiting"])
        ] = None,
        before: Annotated[
            int | None,
            Query(ge=1, lt=HIGHEST, description="`next` of the page before.", examples=[17]),
        ] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> WebhookDeliveries:
        """What is over is kept for 30 days. Follow `next` until it is null."""
        reader_of(caller).check(await subscriptions.get(subscription))
        page = await deliveries.page(subscription, fate=fate, before=before, limit=limit)
        return WebhookDeliveries.of(page)

    @router.get(
        "/deliveries/{position}",
        summary="A message with its body and every attempt",
        responses=refusals("not-found"),
    )
    async def read_delivery(
        subscription: str, position: Position, caller: EitherSide
    ) -> WebhookDeliveryDetail:
        """With what the receiver answered, and when it is tried next."""
        reader_of(caller).check(await subscriptions.get(subscription))
        line = await deliveries.get(subscription, position)
        outcome = await outcomes.at(position)
        if outcome is None:
            raise NotFound("delivery", str(position))
        return WebhookDeliveryDetail.with_body(line, outcome.body)

    @router.post(
        "/deliveries/{position}/attempts",
        summary="Have a message sent anew, at once",
        responses=refusals("not-found", "subscription-state"),
    )
    async def send_message_anew(
        subscription: str, position: Position, caller: EitherSide
    ) -> WebhookDelivery:
        """It goes with the id that it had, and its schedule begins anew; to a paused receiver it
        goes once that is resumed.
        """
        line = await send_anew.one(
            reader_of(caller), subscription, position, real=datetime.now(UTC)
        )
        return WebhookDelivery.of(line)

    @router.post(
        "/tests",
        summary="Have a test sent to the receiver, and see what it answers",
        responses=refusals("not-found", "subscription-state", "message-just-sent"),
    )
    async def try_the_receiver(subscription: str, caller: EitherSide) -> WebhookAttempt:
        """A message of type `laurel.subscription.test.v1`, signed like any other; it is sent once,
        and not listed.
        """
        attempt = await try_receiver(reader_of(caller), subscription, real=datetime.now(UTC))
        return WebhookAttempt.of(attempt)

    return router
