"""Routes of pages: what goes wrong is a page too, with a way on."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.http import problems
from shared.http.auth import public
from shared.http.parameters import UnknownParameter
from shared.http.problems import STATUS
from shared.languages import LANGUAGES, Language, preferred
from shared.logs import logger
from shared.mongo import PyMongoError
from shared.pages.pages import Pages
from shared.trace import current_traceparent
from shared.values import Bilingual

log = logger("pages")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
WORDS = {403: "refused", 404: "not_found", 422: "wrong_address", 503: "unavailable"}


def page_router(pages: Pages) -> APIRouter:
    """A router for public pages, whose refusals and failures are pages in the reader's language."""

    class PageRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            inner = super().get_route_handler()

            async def handler(request: Request) -> Response:
                try:
                    return await inner(request)
                except RequestValidationError:
                    return error_page(pages, request, 422)
                except Rejected as error:
                    return _refused(pages, request, error)
                except (Unavailable, PyMongoError) as error:
                    log.warning("unavailable", error=error_line(error))
                    return error_page(pages, request, 503)

            return handler

    return APIRouter(route_class=PageRoute, dependencies=[Depends(public)], include_in_schema=False)


def pages_for_browsers(app: FastAPI, pages: Pages) -> None:
    """Answers browsers with a page, too, where there is no route of ours to do it."""

    async def answer(request: Request, error: Exception) -> Response:
        problem = await problems.refused(request, error)
        if "text/html" not in request.headers.get("accept", ""):
            return problem
        page = error_page(pages, request, problem.status_code)
        if allowed := problem.headers.get("allow"):
            page.headers["Allow"] = allowed
        return page

    async def answer_unknown(request: Request, error: Exception) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return error_page(pages, request, 422)
        return await problems.rejected(request, error)

    app.add_exception_handler(HTTPException, answer)
    app.add_exception_handler(UnknownParameter, answer_unknown)


def _refused(pages: Pages, request: Request, error: Rejected) -> Response:
    status = STATUS.get(error.code, (409, ""))[0]
    # Only who refuses a form can say what its sender has to do; other pages have nothing to send.
    sent = request.method == "POST" and status != 404
    said = Bilingual(zh=error.zh, en=error.detail) if sent and error.zh else None
    return error_page(pages, request, status, said)


def error_page(
    pages: Pages, request: Request, status: int, said: Bilingual | None = None
) -> HTMLResponse:
    """What went wrong, in the reader's language; `said` is what its sender has to do."""
    language = _asked_for(request)
    traceparent = current_traceparent()
    word = "refused" if said else WORDS.get(status, "refused")
    return pages.render(
        request,
        language,
        "shared/error.html",
        status=status,
        title_phrase=f"{word}_title",
        text_phrase=f"{word}_text",
        said=said.in_language(language) if said else None,
        reference=traceparent.split("-")[1] if traceparent else None,
    )


def _asked_for(request: Request) -> Language:
    asked = request.query_params.get("lang")
    for language in LANGUAGES:
        if asked == language:
            return language
    return preferred(request.headers.get("accept-language"))
