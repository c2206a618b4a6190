"""The page on a document and its printed values."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from services.stats.domain.printed import Verdict
from services.stats.domain.published import Figure
from services.stats.domain.snapshot import ListMoment, Snapshot
from services.stats.ports import Clock
from services.stats.usecases.read_document import ReadDocument
from services.stats.usecases.read_snapshots import ReadSnapshots
from shared.pages import Language, Pages, page_language, page_router

BASE = "/stats"
Reader = Annotated[Language, Depends(page_language)]


def document_routes(
    pages: Pages, read: ReadDocument, snapshots: ReadSnapshots, clock: Clock
) -> APIRouter:
    """Pages under `/stats/documents/`."""
    router = page_router(pages)

    @router.get(f"{BASE}/documents/{{name}}")
    async def document_page(request: Request, name: str, lang: Reader) -> HTMLResponse:
        report = await read(name, at=clock.now())
        taken = await snapshots(report.programme, report.round)
        counted = Counter(row.verdict for row in report.rows)
        return pages.render(
            request,
            lang,
            "document.html",
            report=report,
            verdicts=[(each, counted[each]) for each in get_args(Verdict) if counted[each]],
            kept=_by_figure(taken),
            unproven=sum(not row.proven for row in report.rows),
            api=f"{BASE}/v1/documents/{name}",
            board=f"{BASE}/board/{report.programme}/{report.round}",
        )

    return router


def _by_figure(snapshots: Iterable[Snapshot]) -> dict[str, list[tuple[ListMoment, Figure]]]:
    """What was told of each figure, and when."""
    found: defaultdict[str, list[tuple[ListMoment, Figure]]] = defaultdict(list)
    for snapshot in snapshots:
        for figure in snapshot.figures or ():
            if figure.display is not None:
                found[figure.id].append((snapshot.of, figure))
    return dict(found)
