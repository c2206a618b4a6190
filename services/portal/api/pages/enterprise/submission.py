"""Answers are checked, the application is submitted once, and there is a receipt."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.applications import ONE, PATH, call_of, read, tasks
from services.portal.api.pages.enterprise.form import as_typed
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.senders.interfaces import Interfaces, Refused
from shared.pages import Pages, page_router


def submission_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET …/{id}/check`, `POST …/{id}/check`, `GET …/{id}/receipt`."""
    router = page_router(pages)

    async def page(
        visit: Visit, application: str, left: list[str], status: int = 200
    ) -> HTMLResponse:
        found = await read(services, visit, application)
        call = await call_of(services, visit, found)
        checked = await read(services, visit, application, "/self-check")
        return visit.page(
            pages,
            "enterprise/check.html",
            status=status,
            found=found,
            call=call,
            checked=checked,
            said=_said(pages, visit, found, call),
            left=left,
            **tasks(found, call, checked),
        )

    @router.get(f"{ONE}/check")
    async def check(
        visit: Annotated[Visit, Depends(visits.signed_in)], application: str
    ) -> HTMLResponse:
        return await page(visit, application, [])

    @router.post(f"{ONE}/check")
    async def submit(sent: Annotated[Sent, Depends(visits.sent)], application: str) -> Response:
        visit, name = sent.visit, quote(application, safe="")
        try:
            # The same key whenever and wherever it is pressed: it is one submission.
            await services.send(
                visit.bearer,
                "POST",
                f"/intake/v1/applications/{name}/submission",
                key=f"portal-{application}",
            )
        except Refused as refused:
            if refused.code != "already-submitted":
                if refused.status not in (409, 422):
                    raise
                said = [one.message for one in refused.wrong] or [refused.detail]
                return await page(visit, application, said, refused.status)
        return RedirectResponse(f"{PATH}/{name}/receipt?lang={visit.language}", 303)

    @router.get(f"{ONE}/receipt")
    async def receipt(
        visit: Annotated[Visit, Depends(visits.signed_in)], application: str
    ) -> Response:
        found = await read(services, visit, application)
        if found["received_at"] is None:
            to = f"{PATH}/{quote(application, safe='')}?lang={visit.language}"
            return RedirectResponse(to, 303)
        step = await read(services, visit, application, "/timeline")
        return visit.page(pages, "enterprise/receipt.html", found=found, step=step)

    return router


def _said(pages: Pages, visit: Visit, found: Any, call: Any) -> list[tuple[str, str]]:
    """What was typed, by the names of the fields and choices."""
    say = pages.words(visit.language)
    names = {one["id"]: one["name"] for one in (*call["categories"], *call["districts"])}
    about = [
        (say("product"), found["product"]),
        (say("about_category"), names.get(found["category"], found["category"])),
        (say("about_district"), names.get(found["district"], found["district"])),
        (say("about_industry"), found["industry"]),
    ]
    return about + [(one["name"], _answer(one, found, say)) for one in call["answers"]]


def _answer(one: Any, found: Any, say: Any) -> str:
    value = found["answers"].get(one["id"])
    if value is None:
        return str(say("not_said"))
    if one["type"] == "boolean":
        return str(say("yes" if value is True else "no"))
    known = {choice["id"]: choice["name"] for choice in one["choices"]}
    unit = f" {one['unit']}" if one["unit"] else ""
    return str(known.get(value, as_typed(value))) + unit
