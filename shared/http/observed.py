"""What is known of every request: its trace, how long it took, and the answer to a fault."""

from functools import cache
from time import perf_counter

from prometheus_client import Histogram
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.http import problems
from shared.http.language import ask_for
from shared.logs import logger
from shared.metrics.counted import HTTP_SECONDS
from shared.trace import Work, traced

log = logger("http")

NOSNIFF = (b"x-content-type-options", b"nosniff")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Observed:
    """Puts every request into a trace, tells the caller which, and times it by its route."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        ask_for(scope)
        begun, status, method = perf_counter(), 0, _method(scope)
        with traced(_given(scope), method, "server") as work:

            async def answer(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    message["headers"].append((b"traceparent", work.traceparent.encode()))
                    _forbid_guessing(message["headers"])
                    route = getattr(scope.get("route"), "path", None) or "none"
                    _timer(method, route, f"{status // 100}xx").observe(perf_counter() - begun)
                    _tell(work, method, route, status)
                await send(message)

            try:
                await self._app(scope, receive, answer)
            except ClientDisconnect:
                route = getattr(scope.get("route"), "path", None) or "none"
                _timer(method, route, "4xx").observe(perf_counter() - begun)
                log.info("the caller went away", route=route)
            except Exception as error:
                if status:
                    raise
                # Here and not in Starlette's outermost layer, which is outside of the trace.
                await problems.unexpected(error)(scope, receive, answer)


def _given(scope: Scope) -> str | None:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == b"traceparent"), None)


def _forbid_guessing(headers: list[tuple[bytes, bytes]]) -> None:
    if not any(name == NOSNIFF[0] for name, _ in headers):
        headers.append(NOSNIFF)


def _method(scope: Scope) -> str:
    # What callers make up must not become a label: each new value is a series for ever.
    return scope["method"] if scope["method"] in METHODS else "other"


def _tell(work: Work, method: str, route: str, status: int) -> None:
    about: dict[str, str | int] = {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
    }
    work.note(about, name=f"{method} {route}")
    if status >= 500:
        work.failed(str(status))


@cache
def _timer(method: str, route: str, status: str) -> Histogram:
    return HTTP_SECONDS.labels(method, route, status)
