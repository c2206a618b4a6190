"""What the subscription of a reader asks for, read from where it stopped."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.notify.api.agencies.feed import (
    ANSWERS,
    Asked,
    Charset,
    Feed,
    Form,
    IfNoneMatch,
    Limit,
    Wait,
)
from services.notify.api.agencies.feed_schemas import CURSOR, FeedAnswer, ReconciliationAnswer
from services.notify.api.agencies.limits import agency_of
from services.notify.api.agencies.subscriptions import EitherSide, reader_of
from services.notify.domain.agencies.cursor import Cursor
from services.notify.usecases.agencies.read_own_feed import ReadOwnFeed
from services.notify.usecases.agencies.reconcile_outcomes import ReconcileOutcomes
from shared.http.documented import refusals


def own_feed_routes(read: ReadOwnFeed, reconcile: ReconcileOutcomes, feed: Feed) -> APIRouter:
    """`/notify/v1/subscriptions/{subscription}/outcomes`: the feed by a subscription's filter."""
    router = APIRouter(prefix="/notify/v1/subscriptions/{subscription}", tags=["subscriptions"])

    @router.get(
        "/outcomes",
        summary="What a subscription of the kind feed asks for, from where it stopped",
        response_model=FeedAnswer,
        responses={
            **ANSWERS,
            **refusals(
                "not-found",
                "subscription-state",
                "foreign-cursor",
                "too-many-requests",
                "too-many-waiting",
            ),
        },
    )
    async def list_own_outcomes(
        request: Request,
        subscription: str,
        caller: EitherSide,
        after: Annotated[
            str | None,
            Query(
                max_length=100,
                description="`next` of the answer before, or the `cursor` of a message; left out "
                "to begin behind the position.",
                examples=[CURSOR],
            ),
        ] = None,
        limit: Limit = 100,
        wait: Wait = 0,
        format: Form = None,
        charset: Charset = "utf-8",
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """Without `after` it begins behind the position of the subscription, which reading does not
        move: put `next` there once you have dealt with the page, and what you were killed over
        comes again. Answers are those of the feed.
        """
        feed.rates.take(agency_of(caller))
        cursor = None if after is None else Cursor.read(after, "after")
        behind, wanted = await read(reader_of(caller), subscription, cursor, real=datetime.now(UTC))
        asked = Asked(limit, wait, format, charset, if_none_match)
        return await feed.answer(request, caller, behind, wanted, asked)

    @router.get(
        "/reconciliation",
        summary="Counts and a digest of what a subscription asks for, as of a cursor",
        responses=refusals("not-found", "foreign-cursor", "too-many-requests"),
    )
    async def reconcile_own_outcomes(
        subscription: str,
        caller: EitherSide,
        as_of: Annotated[
            str | None,
            Query(
                max_length=100,
                description="The cursor behind the last message that you have; left out for all "
                "that there are.",
                examples=[CURSOR],
            ),
        ] = None,
    ) -> ReconciliationAnswer:
        """The filter is that of the subscription, as it is; of any kind of subscription."""
        feed.rates.take(agency_of(caller))
        cursor = None if as_of is None else Cursor.read(as_of, "as_of")
        wanted = await read.wanted(reader_of(caller), subscription)
        return ReconciliationAnswer.of(*await reconcile(cursor, wanted))

    return router
