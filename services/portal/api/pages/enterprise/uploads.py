"""Files go through to intake as they come; nothing of them is read or kept here."""

from collections.abc import AsyncIterator, Mapping

from fastapi import Request

HEADERS = ("content-type", "content-length")
"""Of the browser's request, what says how the form is to be read."""


def form_headers(request: Request) -> Mapping[str, str]:
    """What intake is told of the form."""
    return {name: request.headers[name] for name in HEADERS if name in request.headers}


async def form_body(request: Request) -> AsyncIterator[bytes]:
    """The form, piece by piece."""
    async for piece in request.stream():
        if piece:
            yield piece
