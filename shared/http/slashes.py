"""An address that lacks its last slash, or has one too many, leads to the one that is there."""

from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match, Router
from starlette.types import ASGIApp, Receive, Scope, Send


class OtherSlash:
    """Asked where no route is: sends on to the route with the other slash, by its path alone.

    Starlette's own redirect repeats the `Host` of the request, which anybody can send.
    """

    def __init__(self, router: Router) -> None:
        self._routes: list[BaseRoute] = router.routes
        self._otherwise: ASGIApp = router.not_found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 307, or as the router does where there is no such route either."""
        path = scope.get("path", "")
        other = path.rstrip("/") if path.endswith("/") else f"{path}/"
        # What begins with two slashes is the address of another host.
        leads_away = other.startswith("//")
        if scope["type"] == "http" and other and not leads_away and self._has(scope, other):
            query = scope.get("query_string", b"").decode("latin-1")
            there = f"{quote(other)}?{query}" if query else quote(other)
            await RedirectResponse(there)(scope, receive, send)
            return
        await self._otherwise(scope, receive, send)

    def _has(self, scope: Scope, path: str) -> bool:
        asked = {**scope, "path": path}
        return any(route.matches(asked)[0] is not Match.NONE for route in self._routes)
