"""The feed of public outcomes."""

import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from services.notify.api.agencies.as_atom import as_atom
from services.notify.api.agencies.as_csv import as_csv
from services.notify.api.agencies.feed_schemas import CURSOR, FeedAnswer
from services.notify.api.agencies.limits import Rates, Waiting, agency_of
from services.notify.api.agencies.negotiation import MEDIA_TYPES, Format, format_of
from services.notify.api.agencies.wanted import Wanted
from services.notify.domain.agencies.cursor import BEGINNING, Cursor
from services.notify.domain.agencies.filter import Filter
from services.notify.usecases.agencies.read_outcomes import OutcomePage, ReadOutcomes
from shared.comma_separated import Encoding
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.http.language import language

FILE = {"schema": {"type": "string", "format": "binary"}}

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
Form = Annotated[
    Format | None,
    Query(
        description="In which form; left out, as `Accept` asks: `application/json`, "
        "`text/csv` or `application/atom+xml`.",
    ),
]
Charset = Annotated[
    Encoding, Query(description="Of CSV: UTF-8 with a byte order mark, or GB 18030.")
]
IfNoneMatch = Annotated[
    str | None,
    Header(max_length=1000, description="ETags of answers that you have.", examples=['"5f2b"']),
]

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": FILE, "application/atom+xml": FILE}},
    304: {"description": "The same as the answer with this ETag"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """How an answer is wanted: how much, how long to wait for it, in which form."""

    limit: int = 100
    wait: int = 0
    form: Format | None = None
    charset: Encoding = "utf-8"
    if_none_match: str | None = None


@dataclass(frozen=True)
class Feed:
    """Answers with a page, whoever asks by whatever filter."""

    read: ReadOutcomes
    rates: Rates
    waiting: Waiting

    async def answer(
        self, request: Request, caller: Caller, after: Cursor, wanted: Filter, asked: Asked
    ) -> Response:
        """The page behind the cursor. Raises Rejected for a foreign one, or where it is too much.

        The caller was counted before.
        """
        page = await self._page(request, agency_of(caller), after, wanted, asked)
        form = asked.form or format_of(request.headers.get("accept"))
        headers = {"Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Language"}
        following = None
        if page.more:
            leads_to = request.url.include_query_params(after=page.next.text)
            following = f"{leads_to.path}?{leads_to.query}"
            headers["Link"] = f'<{following}>; rel="next"'
        media_type = MEDIA_TYPES[form]
        match form:
            case "json":
                body = _as_json(page)
            case "csv":
                body = as_csv(page.rows, asked.charset)
                media_type = f"text/csv; charset={asked.charset}"
            case "atom":
                here = f"{request.url.path}?{request.url.query}".rstrip("?")
                body = as_atom(page, language(), here, following)
        headers["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
        if _has(asked.if_none_match, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=media_type, headers=headers)

    async def _page(
        self, request: Request, agency: str, after: Cursor, wanted: Filter, asked: Asked
    ) -> OutcomePage:
        """The page, as soon as there is something on it or the time is over."""
        until = time.monotonic() + asked.wait
        while True:
            page = await self.read(after, wanted, asked.limit)
            left = until - time.monotonic()
            if page.rows or left <= 0:
                return page
            if not await self.waiting.beyond(page.next.position, agency, request, left):
                return page


def feed_routes(feed: Feed) -> APIRouter:
    """`/notify/v1/outcomes`: everything that agencies hear, from the first message on."""
    router = APIRouter(prefix="/notify/v1/outcomes", tags=["outcomes"])

    @router.get(
        "",
        summary="Public outcomes behind a cursor, in their order",
        response_model=FeedAnswer,
        responses={
            **ANSWERS,
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
        format: Form = None,
        charset: Charset = "utf-8",
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """Every message has one position in one order, which never changes: keep `next`, and go on
        from there however long after. With `wait=30` a message is here as soon as it is public.
        Each filter may be given several times. `Link` leads to the next page while there is one.
        """
        feed.rates.take(agency_of(caller))
        cursor = BEGINNING if after is None else Cursor.read(after, "after")
        asked = Asked(limit, wait, format, charset, if_none_match)
        return await feed.answer(request, caller, cursor, wanted, asked)

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
