"""When a request arrived: taken before anything of its body is read, since deadlines go by it."""

from datetime import datetime

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.clock import Clock

_KEY = "laurel.arrived"


class Arrival:
    """Notes the instant at which each request arrived."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            now = self._clock.now()
            # MongoDB keeps milliseconds; a receipt must read the same before and after.
            scope[_KEY] = now.replace(microsecond=now.microsecond // 1000 * 1000)
        await self._app(scope, receive, send)


async def arrived(request: Request) -> datetime:
    """The instant at which this request arrived, in UTC."""
    return arrival_of(request)


def arrival_of(request: Request) -> datetime:
    """The same, without a dependency."""
    instant: datetime = request.scope[_KEY]
    return instant
