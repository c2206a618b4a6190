"""The applications of an applicant: a draft is a list of tasks, a case shows whose turn it is."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.visits import Visit, Visits
from services.portal.domain.return_address import BASE
from services.portal.senders.interfaces import Interfaces
from shared.pages import Pages, page_router

PATH = f"{BASE}/applications"
ONE = f"{PATH}/{{application}}"
COUNTED = ("met", "missing", "invalid")
"""Of the items of the self-check, those that are asked for."""


def application_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET /portal/applications` and `…/{id}`, where mails lead to."""
    router = page_router(pages)

    @router.get(PATH)
    async def listed(
        visit: Annotated[Visit, Depends(visits.signed_in)],
        cursor: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        _ = visit.applicant
        params = {"cursor": cursor} if cursor else {}
        found = await services.get(visit.bearer, "/intake/v1/applications", params)
        return visit.page(
            pages,
            "enterprise/applications.html",
            applications=readable(found.body["applications"], visit.language),
            following=found.body["next"],
        )

    @router.get(ONE)
    async def one(
        visit: Annotated[Visit, Depends(visits.signed_in)], application: str, saved: bool = False
    ) -> HTMLResponse:
        found = await read(services, visit, application)
        timeline = await read(services, visit, application, "/timeline")
        if found["received_at"] is None:
            call = await call_of(services, visit, found)
            checked = await read(services, visit, application, "/self-check")
            return visit.page(
                pages,
                "enterprise/draft.html",
                found=found,
                call=call,
                checked=checked,
                step=timeline,
                saved=saved,
                **tasks(found, call, checked),
            )
        timeline["events"].reverse()
        return visit.page(pages, "enterprise/case.html", found=found, step=timeline)

    return router


async def read(services: Interfaces, visit: Visit, application: str, of: str = "") -> Any:
    """An application, or something of it, as templates read it."""
    path = f"/intake/v1/applications/{quote(application, safe='')}{of}"
    return readable((await services.get(visit.bearer, path)).body, visit.language)


async def call_of(services: Interfaces, visit: Visit, found: Any) -> Any:
    """What the round of an application asks for."""
    path = f"/intake/v1/rounds/{quote(found['programme'])}/{quote(found['round'])}"
    return readable((await services.get(visit.bearer, path)).body, visit.language)


def tasks(found: Any, call: Any, checked: Any) -> dict[str, Any]:
    """The items of the form and of the materials with their findings, and how many are ready."""
    findings = {one["requirement"]: one for one in checked["findings"]}
    files: dict[str, int] = {}
    for material in found["materials"]:
        files[material["requirement"]] = files.get(material["requirement"], 0) + 1
    asked = [one for one in findings.values() if one["status"] in COUNTED]
    return {
        "answers": [findings[one["id"]] for one in call["answers"] if one["id"] in findings],
        "materials": [
            findings[one["id"]] | {"files": files.get(one["id"], 0)}
            for one in call["materials"]
            if one["id"] in findings
        ],
        "ready": sum(one["status"] == "met" for one in asked),
        "asked": len(asked),
    }
