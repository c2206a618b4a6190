"""The feed of public outcomes."""

import time
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from services.notify.api.agencies.feed_schemas import CURSOR, FeedAnswer
from services.notify.api.agencies.limits import Rates, Waiting, agency_of
from services.notify.api.agencies.wanted import Wanted
from services.notify.domain.agencies.cursor import BEGINNING, Cursor
from services.notify.domain.agencies.filter import Filter
from services.notify.usecases.agencies.read_outcomes import OutcomePage, ReadOutcomes
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Agency = Annotated[Caller, Depends(allow("agency", "operator"))]

After = Annotated[
    str | None,
    Query(
        max_length=100,
        description="`next` of the answer before, or the `cursor` of a message; left out to begin "
        "with the first one.",
        examples=[CURSOR],
    ),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="The most messages of an answer.")]
Wait = Annotated[
    int,
    Query(
        ge=0,
        le=30,
        description="Seconds to wait for a message where there is none yet; it is answered as soon "
        "as one comes.",
        examples=[30],
    ),
]


def feed_routes(read: ReadOutcomes, rates: Rates, waiting: Waiting) -> APIRouter:
    """`/notify/v1/outcomes`: everything that agencies hear, from the first message on."""
    router = APIRouter(prefix="/notify/v1/outcomes", tags=["outcomes"])

    async def page_of(
        request: Request, agency: str, after: Cursor, wanted: Filter, limit: int, wait: int
    ) -> OutcomePage:
        """The page, as soon as there is something on it or the time is over."""
        until = time.monotonic() + wait
        while True:
            page = await read(after, wanted, limit)
            left = until - time.monotonic()
            if page.rows or left <= 0:
                return page
            if not await waiting.beyond(page.next.position, agency, request, left):
                return page

    @router.get(
        "",
        summary="Public outcomes behind a cursor, in their order",
        response_model=FeedAnswer,
        responses={
            304: {"description": "The same as the answer with this ETag"},
            **refusals("foreign-cursor", "too-many-requests", "too-many-waiting"),
        },
    )
    async def list_outcomes(
        request: Request,
        caller: Agency,
        wanted: Wanted,
        after: After = None,
        limit: Limit = 100,
        wait: Wait = 0,
        if_none_match: Annotated[
            str | None,
            Header(
                max_length=1000, description="ETags of answers that you have.", examples=['"5f2b"']
            ),
        ] = None,
    ) -> Response:
        """Every message has one position in one order, which never changes: keep `next`, and go on
        from there however long after. With `wait=30` a message is here as soon as it is public.
        Each filter may be given several times. `Link` leads to the next page while there is one.
        """
        agency = agency_of(caller)
        rates.take(agency)
        cursor = BEGINNING if after is None else Cursor.read(after, "after")
        page = await page_of(request, agency, cursor, wanted, limit, wait)
        body = _as_json(page)
        headers = {
            "ETag": f'"{sha256(body).hexdigest()[:32]}"',
            "Cache-Control": "private, no-cache",
        }
        if page.more:
            following = request.url.include_query_params(after=page.next.text)
            headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        if _has(if_none_match, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/json", headers=headers)

    return router


def _as_json(page: OutcomePage) -> bytes:
    """The messages as they are kept, byte by byte."""
    rows = b",".join(row.body for row in page.rows)
    more = b"true" if page.more else b"false"
    return b'{"outcomes":[%b],"next":"%b","more":%b}' % (rows, page.next.text.encode(), more)


def _has(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller has this answer (RFC 9110 13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    return etag in known or "*" in known
