"""The page that tells what a certificate or plaque is worth."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.review.domain.recognition.identity import number_key
from services.review.usecases.recognition.verify import Verify
from shared.clock import Clock
from shared.pages import Language, Pages, page_language, page_router

HERE = "/review/certificates"
Reader = Annotated[Language, Depends(page_language)]


def certificate_page_routes(pages: Pages, verify: Verify, clock: Clock) -> APIRouter:
    """Where the QR code leads, and a form for the number."""
    router = page_router(pages)

    @router.get(HERE)
    async def form(
        request: Request,
        lang: Reader,
        number: Annotated[str, Query(max_length=100)] = "",
    ) -> Response:
        written = number_key(number)
        if written:
            return RedirectResponse(f"{HERE}/{quote(written, safe='')}?lang={lang}", 303)
        return pages.render(request, lang, "verify.html", here=HERE, number="", found=None)

    @router.get(f"{HERE}/{{number}}")
    async def page(request: Request, number: str, lang: Reader) -> HTMLResponse:
        at = clock.now()
        found = await verify(number, at=at)
        return pages.render(
            request,
            lang,
            "verify.html",
            here=HERE,
            number=number_key(number) if found is None else found.certificate.number,
            found=found,
            at=at,
            status=200 if found is not None else 404,
        )

    return router
