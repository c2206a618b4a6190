"""Routes of the documents of an interface: a page, and the document that it is made of."""

from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from shared.languages import Language
from shared.pages.assets import SHARED, Assets, static_routes
from shared.pages.language import page_language
from shared.pages.pages import Pages
from shared.pages.reference.phrases import REFERENCE
from shared.pages.reference.reading import sections, text_of
from shared.pages.route import page_router
from shared.pages.site import Site

HERE = Path(__file__).parent
Service = Literal["intake", "review", "stats", "notify"]
Reader = Annotated[Language, Depends(page_language)]


def reference_pages(service: Service, site: Site) -> Pages:
    """The template, phrases and assets of a service's documents."""
    assets = Assets(f"/{service}/docs/static", (SHARED, HERE / "static"))
    return Pages(templates=HERE / "templates", phrases=REFERENCE, assets=assets, site=site)


def reference_routes(service: Service, site: Site) -> APIRouter:
    """Pages under `/SERVICE/docs/`; nothing of them comes from elsewhere."""
    pages = reference_pages(service, site)
    router = page_router(pages)
    base = f"/{service}/docs/"

    @router.get(base.rstrip("/"))
    async def without_slash() -> RedirectResponse:
        return RedirectResponse(base)

    @router.get(base)
    async def reference(
        request: Request, lang: Reader, q: Annotated[str, Query(max_length=100)] = ""
    ) -> HTMLResponse:
        document: dict[str, Any] = request.app.openapi()
        address = f"{request.url.scheme}://{request.url.netloc}"
        text = q.strip()
        found = [
            (each.name, fitting)
            for each in sections(document, address, lang)
            if (fitting := [one for one in each.operations if one.says(text)])
        ]
        return pages.render(
            request,
            lang,
            "reference.html",
            service=service,
            services=_addresses(service, site),
            description=text_of(document["info"], "description", lang),
            sections=found,
            count=sum(len(fitting) for _, fitting in found),
            q=text,
            here=base,
        )

    @router.get(f"{base}openapi.json")
    async def openapi(request: Request) -> JSONResponse:
        return JSONResponse(request.app.openapi(), headers={"Cache-Control": "no-cache"})

    router.include_router(static_routes(pages.assets))
    return router


def _addresses(service: Service, site: Site) -> list[tuple[Service, str]]:
    """Where the documents of each service are, as far as this one knows its address."""
    known = {"review": f"{site.lists}docs/", "stats": f"{site.boards}docs/"}
    behind_one_door = site.lists == "/review/"
    return [
        (each, known.get(each, f"/{each}/docs/"))
        for each in get_args(Service)
        if behind_one_door or each in known or each == service
    ]
