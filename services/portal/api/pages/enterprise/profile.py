"""What an applicant says of itself: registered at the first visit, changed at any other."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.form import Field, filled, marked
from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.domain.return_address import BASE, own_address
from services.portal.senders.interfaces import Interfaces, Refused
from shared.pages import Pages, page_router

HERE = f"{BASE}/enterprise"
To = Annotated[str, Query(description="where to go on")]
NAMES = ("name_zh", "name_en", "district", "industry", "language", "email")


def profile_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET` and `POST /portal/enterprise`."""
    router = page_router(pages)

    async def page(
        visit: Visit, fields: list[Field], to: str, left: list[str], status: int = 200
    ) -> HTMLResponse:
        return visit.page(
            pages,
            "enterprise/profile.html",
            status=status,
            fields=fields,
            left=left,
            to=to,
            code=visit.applicant,
        )

    @router.get(HERE)
    async def form(visit: Annotated[Visit, Depends(visits.signed_in)], to: To = "") -> HTMLResponse:
        known = await registered(services, visit)
        fields = _fields(visit, pages, await _districts(services, visit), known)
        to = visit.typed.get("to", to)
        return await page(visit, filled(fields, visit.typed), to, [])

    @router.post(HERE)
    async def save(sent: Annotated[Sent, Depends(visits.sent)]) -> Response:
        visit, typed = sent.visit, sent.fields
        fields = filled(_fields(visit, pages, await _districts(services, visit), None), typed)
        body = {
            "name": {"zh": typed.get("name_zh", ""), "en": typed.get("name_en", "")},
            **{name: typed.get(name, "") for name in NAMES[2:]},
        }
        to = own_address(typed.get("to", ""), BASE)
        try:
            path = f"/intake/v1/enterprises/{quote(visit.applicant, safe='')}"
            await services.send(visit.bearer, "PUT", path, body)
        except Refused as refused:
            if refused.status != 422:
                raise
            return await page(visit, fields, to, marked(fields, refused), 422)
        joined = "&" if "?" in to else "?"
        return RedirectResponse(f"{to}{joined}lang={visit.language}", 303)

    return router


async def registered(services: Interfaces, visit: Visit) -> Any:
    """What the applicant said of itself; None when it is not registered."""
    try:
        path = f"/intake/v1/enterprises/{quote(visit.applicant, safe='')}"
        return (await services.get(visit.bearer, path)).body
    except Refused as refused:
        if refused.status != 404:
            raise
        return None


async def _districts(services: Interfaces, visit: Visit) -> list[tuple[str, str]]:
    """Those of all open calls: only there can one apply."""
    calls = (await services.get(visit.bearer, "/intake/v1/calls")).body["calls"]
    found = {
        district["id"]: district["name"]
        for call in readable(calls, visit.language)
        for district in call["districts"]
    }
    return list(found.items())


def _fields(
    visit: Visit, pages: Pages, districts: Iterable[tuple[str, str]], known: Any
) -> list[Field]:
    say = pages.words(visit.language)
    at = {"name_zh": "name.zh", "name_en": "name.en"}
    choices = {
        "district": list(districts),
        "language": [("zh", "中文"), ("en", "English")],
    }
    values: dict[str, str] = {"language": visit.language}
    if known is not None:
        values = {
            "name_zh": known["name"]["zh"],
            "name_en": known["name"]["en"],
            **{name: known[name] for name in NAMES[2:]},
        }
    if (district := values.get("district")) and district not in dict(choices["district"]):
        choices["district"].append((district, district))
    return [
        Field(
            name,
            say(f"profile_{name}"),
            "choice" if name in choices else "email" if name == "email" else "text",
            at=at.get(name, name),
            hint=say(f"profile_{name}_hint") if name != "language" else "",
            longest=200,
            value=values.get(name, ""),
            choices=choices.get(name, []),
        )
        for name in NAMES
    ]
