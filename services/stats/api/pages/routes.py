"""Routes of the live board and of the overview of rounds."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.stats.api.pages.document_phrases import PRINTED
from services.stats.api.pages.downloads import XLSX, to_csv, to_xlsx
from services.stats.api.pages.fragments import board_values
from services.stats.api.pages.phrases import BOARD
from services.stats.api.pages.rows import rows
from services.stats.api.pages.tiles import arranged
from services.stats.domain.board import Board
from shared.calendar import beijing_date
from shared.clock import Clock
from shared.comma_separated import Encoding
from shared.http.sent import SentDay
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
from shared.programmes import Programme, Programmes
from shared.programmes.printed import Documents
from shared.programmes.rounds import Round

BASE = "/stats"
HERE = Path(__file__).parent
AsOf = Annotated[
    SentDay | None,
    Query(description="figures at the end of this day in Beijing", examples=["2020-01-17"]),
]
Reader = Annotated[Language, Depends(page_language)]


class ReadBoard(Protocol):
    """Reads the board of a round, at present or at the end of an earlier day."""

    async def __call__(
        self, programme: str, round_: str, /, *, at: datetime, as_of: date | None = None
    ) -> Board:
        """The board; raises UnknownProgramme or UnknownRound."""
        ...


def board_pages(site: Site) -> Pages:
    """The templates, phrases and assets of the board."""
    assets = Assets(f"{BASE}/static", (SHARED_STATIC, HERE / "static"))
    return Pages(
        templates=HERE / "templates", phrases={**BOARD, **PRINTED}, assets=assets, site=site
    )


def board_routes(
    pages: Pages,
    read_board: ReadBoard,
    programmes: Programmes,
    clock: Clock,
    documents: Documents,
) -> APIRouter:
    """Pages under `/stats/`, the figures as files, and the assets."""
    router = page_router(pages)

    @router.get("/")
    async def root() -> RedirectResponse:
        return RedirectResponse(f"{BASE}/")

    @router.get(f"{BASE}/")
    async def overview(request: Request, lang: Reader) -> HTMLResponse:
        rounds = []
        for programme, one in latest_rounds(programmes):
            board = await read_board(programme.id, one.id, at=clock.now())
            rounds.append((one, board, next(iter(arranged(board.tiles)), None)))
        return pages.render(request, lang, "index.html", rounds=rounds, base=BASE)

    @router.get(f"{BASE}/board/{{programme}}/{{round_id}}")
    async def board_page(
        request: Request, programme: str, round_id: str, lang: Reader, as_of: AsOf = None
    ) -> HTMLResponse:
        board = await read_board(programme, round_id, at=clock.now(), as_of=as_of)
        api = f"{BASE}/v1/rounds/{programme}/{round_id}"
        return pages.render(
            request,
            lang,
            "board.html",
            **board_values(board, lang),
            as_of=as_of,
            today=beijing_date(clock.now()),
            here=f"{BASE}/board/{programme}/{round_id}",
            documents=[
                (f"{BASE}/documents/{name}", each.title)
                for name, each in documents
                if (each.programme, each.round) == (programme, round_id)
            ],
            api=f"{api}?as_of={as_of}" if as_of else api,
            position=f"{api}/position",
            stream=f"{api}/stream?lang={lang}" if board.live else None,
        )

    @router.get(f"{BASE}/board/{{programme}}/{{round_id}}/figures.csv")
    async def figures_csv(
        programme: str,
        round_id: str,
        lang: Reader,
        as_of: AsOf = None,
        encoding: Encoding = "utf-8",
    ) -> Response:
        board = await read_board(programme, round_id, at=clock.now(), as_of=as_of)
        content = to_csv(list(rows(board, lang)), encoding)
        return _file(content, f"text/csv; charset={encoding}", board, "csv")

    @router.get(f"{BASE}/board/{{programme}}/{{round_id}}/figures.xlsx")
    async def figures_xlsx(
        programme: str, round_id: str, lang: Reader, as_of: AsOf = None
    ) -> Response:
        board = await read_board(programme, round_id, at=clock.now(), as_of=as_of)
        return _file(await to_xlsx(list(rows(board, lang))), XLSX, board, "xlsx")

    @router.get(f"{BASE}/board/{{programme}}/{{round_id}}/figures.json")
    async def figures_json(programme: str, round_id: str, as_of: AsOf = None) -> Response:
        board = await read_board(programme, round_id, at=clock.now(), as_of=as_of)
        return _file(board.model_dump_json().encode(), "application/json", board, "json")

    router.include_router(static_routes(pages.assets))
    return router


def latest_rounds(programmes: Iterable[Programme]) -> list[tuple[Programme, Round]]:
    """Each round once, by the latest version of its programme, the newest year first."""
    found: dict[tuple[str, str], tuple[Programme, Round]] = {}
    for programme in sorted(programmes, key=lambda p: p.version_order):
        for one in programme.rounds:
            found[programme.id, one.id] = (programme, one)
    return sorted(found.values(), key=lambda pair: (-pair[1].year, pair[0].id))


def _file(content: bytes, media_type: str, board: Board, ending: str) -> Response:
    name = f"{board.programme}-{board.round}-{beijing_date(board.as_of)}.{ending}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
