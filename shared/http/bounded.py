"""No more of a body is read than its route takes, since most are held in memory as a whole."""

from collections.abc import Callable
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.http.language import in_their_language

MB = 1024 * 1024
LARGEST = MB
"""Bytes of a body, unless its route says otherwise; far above what any form makes."""

Route = TypeVar("Route", bound=Callable[..., object])


def takes(most: int) -> Callable[[Route], Route]:
    """Marks a route whose bodies may have so many bytes."""

    def mark(route: Route) -> Route:
        route.takes = most  # type: ignore[attr-defined]
        return route

    return mark


class Bounded:
    """Refuses a body with 413 as soon as it is, or says that it is, larger than its route takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        http = scope["type"] == "http"
        await self._app(scope, _counted(scope, receive) if http else receive, send)


def _counted(scope: Scope, receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        # Asked for when the body is read: by then the route is known.
        most = getattr(scope.get("endpoint"), "takes", LARGEST)
        if not read and _declared(scope) > most:
            raise _too_large(most)
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise _too_large(most)
        return message

    return counted


def _declared(scope: Scope) -> int:
    length = next((v for k, v in scope["headers"] if k == b"content-length"), b"")
    return int(length) if length.isdigit() else 0


def _too_large(most: int) -> HTTPException:
    # FastAPI makes a 400 of any other error while it reads a body.
    en = f"A request here may have {most:,} bytes at most. Nothing was changed."
    zh = f"此处的请求最多 {most:,} 字节。未作任何更改。"
    return HTTPException(413, in_their_language(en, zh))
