"""Refuses forms that another site's page sent."""

from urllib.parse import urlsplit

from fastapi import Request

from shared.errors import Rejected


async def same_origin(request: Request) -> None:
    """A dependency: the form was sent from a page of this site. Raises Rejected (forbidden).

    Without a session there is nothing that a forged form could borrow, so no token is needed;
    this keeps other sites from filing under their visitors' addresses.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        allowed = site == "same-origin"
    else:
        origin = urlsplit(request.headers.get("origin", ""))
        allowed = bool(origin.netloc) and origin.netloc == request.headers.get("host")
    if not allowed:
        raise Rejected(
            "This form has to be sent from its own page. Open the page and send it there.",
            code="forbidden",
        )
