"""The open calls, and the way into one."""

import asyncio
import secrets
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.applications import PATH
from services.portal.api.pages.enterprise.form import Field, filled, marked
from services.portal.api.pages.enterprise.profile import HERE as PROFILE
from services.portal.api.pages.enterprise.profile import registered
from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.domain.return_address import BASE
from services.portal.senders.interfaces import Interfaces, Refused
from shared.errors import Unavailable
from shared.pages import Pages, page_router

PASS_RATE = "pass_rate"
ONE = f"{BASE}/calls/{{programme}}/{{round}}"


def call_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET /portal/`, `GET` and `POST /portal/calls/{programme}/{round}`."""
    router = page_router(pages)

    @router.get(f"{BASE}/")
    async def calls(visit: Annotated[Visit, Depends(visits.anybody)]) -> HTMLResponse:
        found = await services.get(visit.bearer, "/intake/v1/calls")
        open_ = readable(found.body["calls"], visit.language)
        rates = await asyncio.gather(*(_last_rate(services, visit, call) for call in open_))
        return visit.page(
            pages, "enterprise/calls.html", calls=list(zip(open_, rates, strict=True))
        )

    async def page(
        visit: Visit,
        call: Any,
        key: str,
        fields: list[Field],
        left: list[str],
        status: int = 200,
    ) -> HTMLResponse:
        return visit.page(
            pages,
            "enterprise/call.html",
            status=status,
            call=call,
            key=key,
            fields=fields,
            left=left,
        )

    @router.get(ONE)
    async def call_page(
        visit: Annotated[Visit, Depends(visits.signed_in)], programme: str, round: str
    ) -> Response:
        call = await _call(services, visit, programme, round)
        known = await registered(services, visit)
        if known is None:
            asked = urlencode({"to": visit.here, "lang": visit.language})
            return RedirectResponse(f"{PROFILE}?{asked}", 303)
        fields = filled(_fields(visit, pages, call, known["district"]), visit.typed)
        return await page(visit, call, visit.typed.get("key", secrets.token_hex(16)), fields, [])

    @router.post(ONE)
    async def start(
        sent: Annotated[Sent, Depends(visits.sent)], programme: str, round: str
    ) -> Response:
        visit, typed = sent.visit, sent.fields
        try:
            opened = await services.send(
                visit.bearer,
                "POST",
                "/intake/v1/applications",
                _draft(programme, round, typed),
                key=typed.get("key") or secrets.token_hex(16),
            )
        except Refused as refused:
            if refused.status not in (409, 422):
                raise
            call = await _call(services, visit, programme, round)
            fields = filled(_fields(visit, pages, call, ""), typed)
            left = marked(fields, refused)
            return await page(visit, call, typed.get("key", ""), fields, left, refused.status)
        to = f"{PATH}/{quote(opened.body['id'], safe='')}?lang={visit.language}"
        return RedirectResponse(to, 303)

    return router


async def _call(services: Interfaces, visit: Visit, programme: str, round_: str) -> Any:
    path = f"/intake/v1/rounds/{quote(programme, safe='')}/{quote(round_, safe='')}"
    return readable((await services.get(visit.bearer, path)).body, visit.language)


def _draft(programme: str, round_: str, typed: Mapping[str, str]) -> dict[str, Any]:
    return {
        "programme": programme,
        "round": round_,
        "product": {"zh": typed.get("product_zh", ""), "en": typed.get("product_en", "")},
        "category": typed.get("category", ""),
        **({"district": typed["district"]} if typed.get("district") else {}),
    }


def _fields(visit: Visit, pages: Pages, call: Any, district: str) -> list[Field]:
    say = pages.words(visit.language)
    choices = {
        "category": [(one["id"], one["name"]) for one in call["categories"]],
        "district": [(one["id"], one["name"]) for one in call["districts"]],
    }
    return [
        Field(
            name,
            say(f"about_{name}"),
            "choice" if name in choices else "text",
            at=name.replace("_", "."),
            longest=200,
            value=district if name == "district" else "",
            choices=choices.get(name, []),
        )
        for name in ("product_zh", "product_en", "category", "district")
    ]


async def _last_rate(services: Interfaces, visit: Visit, call: dict[str, Any]) -> Any:
    """The pass rate of the round before; None where there is none, or nobody can tell it now."""
    before = call["round_before"]
    if before is None:
        return None
    path = f"/stats/v1/rounds/{call['programme']}/{before}"
    try:
        figures = readable((await services.get(visit.bearer, path)).body, visit.language)
    except (Refused, Unavailable):
        return None
    rates = [one for one in figures["measures"] if one["id"] == PASS_RATE and one["display"]]
    return {**rates[0], "round": before} if rates else None
