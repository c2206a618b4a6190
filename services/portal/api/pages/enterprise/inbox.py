"""Notices: all that an applicant was told, and the proof that it arrived."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.domain.return_address import BASE
from services.portal.senders.interfaces import Interfaces
from shared.pages import Pages, page_router

PATH = f"{BASE}/inbox"
ONE = f"{PATH}/{{notice}}"


def inbox_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET /portal/inbox`, `GET` and `POST …/{notice}`."""
    router = page_router(pages)

    @router.get(PATH)
    async def inbox(
        visit: Annotated[Visit, Depends(visits.signed_in)],
        cursor: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        _ = visit.applicant
        params = {"cursor": cursor} if cursor else {}
        found = await services.get(visit.bearer, "/notify/v1/inbox", params)
        return visit.page(
            pages,
            "enterprise/inbox.html",
            notices=readable(found.body["notices"], visit.language),
            following=found.body["next"],
        )

    @router.get(ONE)
    async def notice(
        visit: Annotated[Visit, Depends(visits.signed_in)], notice: str
    ) -> HTMLResponse:
        path = f"/notify/v1/inbox/{quote(notice, safe='')}"
        found = (await services.get(visit.bearer, path)).body
        return visit.page(pages, "enterprise/notice.html", notice=readable(found, visit.language))

    @router.post(ONE)
    async def opened(sent: Annotated[Sent, Depends(visits.sent)], notice: str) -> Response:
        path = f"/notify/v1/inbox/{quote(notice, safe='')}/receipt"
        await services.send(sent.visit.bearer, "POST", path)
        return RedirectResponse(f"{sent.visit.here}?lang={sent.visit.language}", 303)

    return router
