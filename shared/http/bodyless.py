"""What is sent to a call that takes no body is refused, instead of being passed over unsaid."""

from collections.abc import MutableMapping
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.errors import FieldError, Rejected

NOTHING = (b"", b"{}", b"null")
"""What clients send that always send something."""


class NoBodyTaken(Rejected):
    """Something was said in the body to a call that reads none."""

    def __init__(self) -> None:
        super().__init__(
            "This call takes no body, and nothing was done. Leave the body out.",
            (FieldError("body", "must be left out or empty", zh="请删去请求体，或留空"),),
            code="invalid-request",
            zh="此操作不接收请求体，未作任何处理。请删去请求体。",
        )


class Bodyless:
    """A route that answers only requests without a body."""

    def __init__(self, route: ASGIApp) -> None:
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises NoBodyTaken."""
        body = await Request(scope, receive).body()
        if body.strip() not in NOTHING:
            raise NoBodyTaken
        unread = [{"type": "http.request", "body": b"", "more_body": False}]

        async def once_more() -> MutableMapping[str, Any]:
            return unread.pop() if unread else await receive()

        await self._route(scope, once_more, send)


def takes_no_body(route: APIRoute) -> bool:
    """Whether a call of the interface, other than one that only reads, has no body."""
    documented = "requestBody" in (route.openapi_extra or {})
    reads = route.methods is not None and route.methods <= {"GET", "HEAD"}
    return route.include_in_schema and not (reads or documented or route.body_field)
