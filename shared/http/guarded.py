"""Who calls is settled before anything of a request is read."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send


class Guarded:
    """A route behind its own guard; FastAPI would read and decode the body before it asks that."""

    def __init__(
        self, route: ASGIApp, guard: Callable[[Request], Coroutine[Any, Any, Any]]
    ) -> None:
        self._route = route
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises what the guard raises: Rejected, or Unavailable when it can't tell."""
        await self._guard(Request(scope))
        await self._route(scope, receive, send)
