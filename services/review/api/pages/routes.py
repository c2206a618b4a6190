"""Pages of public lists, and the overview of them."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from services.review.api.bounds import MOST
from services.review.api.pages.activity_phrases import ACTIVITIES
from services.review.api.pages.certificate_phrases import CERTIFICATES
from services.review.api.pages.objection_phrases import OBJECTIONS
from services.review.api.pages.phrases import LISTS
from services.review.api.pages.views import ListView
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.rules import Rules
from shared.clock import Clock
from shared.pages import (
    SHARED_STATIC,
    Assets,
    Language,
    Pages,
    Site,
    page_language,
    page_router,
    static_routes,
)

BASE = "/review"
HERE = Path(__file__).parent
PAGE = 100
"""Entries on one page."""

Reader = Annotated[Language, Depends(page_language)]


def list_pages(site: Site) -> Pages:
    """The templates, phrases and assets of public lists."""
    assets = Assets(f"{BASE}/static", (SHARED_STATIC, HERE / "static"))
    phrases = {**LISTS, **OBJECTIONS, **ACTIVITIES, **CERTIFICATES}
    return Pages(templates=HERE / "templates", phrases=phrases, assets=assets, site=site)


def list_page_routes(pages: Pages, read: ReadPublicList, rules: Rules, clock: Clock) -> APIRouter:
    """Pages under `/review/`, and the assets."""
    router = page_router(pages)

    @router.get("/")
    async def root() -> RedirectResponse:
        return RedirectResponse(f"{BASE}/")

    @router.get(f"{BASE}/")
    async def overview(request: Request, lang: Reader) -> HTMLResponse:
        rounds = {(p.id, r.id): r.year for p in rules.programmes for r in p.rounds}
        newest_first = sorted(rounds, key=lambda key: (-rounds[key], key))
        public = [found for key in newest_first for found in await read.of_round(*key)]
        views = [ListView.of(found, clock.now()) for found in public]
        active = [
            (rules.programmes.of_round(*key), key[1], rounds[key])
            for key in newest_first
            if rules.programmes.of_round(*key).activities
        ]
        return pages.render(request, lang, "overview.html", views=views, active=active, base=BASE)

    @router.get(f"{BASE}/lists/{{list_id}}")
    async def list_page(
        request: Request,
        list_id: str,
        lang: Reader,
        cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
        q: Annotated[str, Query(max_length=100)] = "",
        district: Annotated[str, Query(max_length=60)] = "",
    ) -> HTMLResponse:
        text = q.strip()
        found = await read(
            list_id, after=cursor, limit=PAGE, text=text or None, district=district or None
        )
        view = ListView.of(found.public, clock.now())
        here = request.url.replace(query="").include_query_params(lang=lang)
        filters = {key: value for key, value in (("q", text), ("district", district)) if value}
        following = here.include_query_params(**filters, cursor=found.next) if found.next else None
        return pages.render(
            request,
            lang,
            "list.html",
            view=view,
            entries=found.entries,
            q=text,
            district=district,
            cursor=cursor,
            here=f"{BASE}/lists/{list_id}",
            following=following.query if following else None,
            api=f"{BASE}/v1/lists/{list_id}?cursor={cursor}&limit={PAGE}",
        )

    router.include_router(static_routes(pages.assets))
    return router
