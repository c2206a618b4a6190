"""One material of a draft: what will do, which files are there, and a slot for more."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.applications import ONE, call_of, read
from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.pages.enterprise.uploads import form_body, form_headers
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.senders.interfaces import Interfaces, Refused
from shared.errors import NotFound
from shared.http.bounded import takes
from shared.pages import Pages, page_router

SLOT = f"{ONE}/materials/{{requirement}}"


def material_routes(
    pages: Pages, visits: Visits, services: Interfaces, upload_at_most: int
) -> APIRouter:
    """`GET` and `POST /portal/applications/{id}/materials/{requirement}`, and `…/removal`."""
    router = page_router(pages)

    async def page(
        visit: Visit,
        application: str,
        requirement: str,
        *,
        refused: Any = (),
        left: str = "",
        taken: int = 0,
        status: int = 200,
    ) -> HTMLResponse:
        found = await read(services, visit, application)
        call = await call_of(services, visit, found)
        wanted = next((one for one in call["materials"] if one["id"] == requirement), None)
        if wanted is None:
            raise NotFound("requirement", requirement)
        checked = await read(services, visit, application, "/self-check")
        finding = next((f for f in checked["findings"] if f["requirement"] == requirement), None)
        return visit.page(
            pages,
            "enterprise/material.html",
            status=status,
            found=found,
            wanted=wanted,
            finding=finding,
            files=[one for one in found["materials"] if one["requirement"] == requirement],
            refused=refused,
            left=left,
            taken=taken,
            slot=f"/portal/applications/{application}/materials/{requirement}",
        )

    @router.get(SLOT)
    async def slot(
        visit: Annotated[Visit, Depends(visits.signed_in)],
        application: str,
        requirement: str,
        taken: int = 0,
    ) -> HTMLResponse:
        return await page(visit, application, requirement, taken=taken)

    @router.post(SLOT)
    @takes(upload_at_most)
    async def upload(
        visit: Annotated[Visit, Depends(visits.with_files)], application: str, requirement: str
    ) -> Response:
        path = f"/intake/v1/applications/{quote(application, safe='')}/materials"
        request = visit.request
        try:
            answer = await services.pass_on(
                visit.bearer, path, form_body(request), form_headers(request)
            )
        except Refused as no:
            if no.status in (403, 404):
                raise
            # Each of several files that none was taken of is named with what is wrong.
            refused = [{"filename": one.field, "message": one.message} for one in no.wrong]
            return await page(
                visit, application, requirement, refused=refused, left=no.detail, status=422
            )
        taken, refused = len(answer.body["materials"]), answer.body["refused"]
        if not refused:
            return RedirectResponse(f"{visit.here}?lang={visit.language}&taken={taken}", 303)
        said = readable(refused, visit.language)
        return await page(visit, application, requirement, refused=said, taken=taken)

    @router.post(f"{SLOT}/removal")
    async def removal(
        sent: Annotated[Sent, Depends(visits.sent)], application: str, requirement: str
    ) -> Response:
        visit, file = sent.visit, sent.fields.get("file", "")
        path = f"/intake/v1/applications/{quote(application, safe='')}/materials"
        try:
            await services.send(visit.bearer, "DELETE", f"{path}/{quote(file, safe='')}")
        except Refused as refused:
            # It is gone already, such as from another tab.
            if refused.status != 404:
                raise
        back = visit.here.removesuffix("/removal")
        return RedirectResponse(f"{back}?lang={visit.language}", 303)

    return router
