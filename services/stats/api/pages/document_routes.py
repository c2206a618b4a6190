"""The page on a document and its printed values."""

from collections import Counter
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from services.stats.domain.printed import Verdict
from services.stats.ports import Clock
from services.stats.usecases.read_document import ReadDocument
from shared.pages import Language, Pages, page_language, page_router

BASE = "/stats"
Reader = Annotated[Language, Depends(page_language)]


def document_routes(pages: Pages, read: ReadDocument, clock: Clock) -> APIRouter:
    """Pages under `/stats/documents/`."""
    router = page_router(pages)

    @router.get(f"{BASE}/documents/{{name}}")
    async def document_page(request: Request, name: str, lang: Reader) -> HTMLResponse:
        report = await read(name, at=clock.now())
        counted = Counter(row.verdict for row in report.rows)
        return pages.render(
            request,
            lang,
            "document.html",
            report=report,
            verdicts=[(each, counted[each]) for each in get_args(Verdict) if counted[each]],
            unproven=sum(not row.proven for row in report.rows),
            api=f"{BASE}/v1/documents/{name}",
            board=f"{BASE}/board/{report.programme}/{report.round}",
        )

    return router
