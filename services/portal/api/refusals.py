"""What is answered where a page can't be."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from services.portal.api.visits import TypedIsKept, Visit, page_of
from services.portal.domain.refusals import NotItsForm, SignInNeeded
from services.portal.domain.return_address import BASE
from services.portal.senders.interfaces import Refused
from shared.pages import Pages
from shared.pages.headers import PRIVATE
from shared.pages.route import error_page
from shared.values import Bilingual

NOT_ITS_FORM = Bilingual(
    zh="此表单不是由您本人当前登录的页面提交的，未作任何改动。请重新打开页面再提交。",
    en="This form was not sent from a page that you are signed in on. Nothing was changed. "
    "Open the page again and send it from there.",
)


def install(app: FastAPI, pages: Pages) -> None:
    """Has the app answer what its pages raise."""

    async def sign_in_needed(request: Request, _: Exception) -> Response:
        url = request.url
        reads = request.method in ("GET", "HEAD") and url.query
        to = f"{url.path}?{url.query}" if reads else page_of(url.path)
        asked = {"to": to}
        if (language := request.query_params.get("lang")) is not None:
            asked["lang"] = language
        address = f"{BASE}/sign-in?{urlencode(asked)}"
        return RedirectResponse(address, 303, headers={"Cache-Control": PRIVATE})

    async def typed_is_kept(request: Request, error: Exception) -> Response:
        assert isinstance(error, TypedIsKept)
        if error.signed_in:
            return RedirectResponse(error.to, 303, headers={"Cache-Control": PRIVATE})
        visit = Visit(request, error.language, None)
        address = f"{BASE}/sign-in?{urlencode({'to': error.to, 'lang': error.language})}"
        return visit.page(pages, "session_over.html", status=403, sign_in=address)

    async def not_its_form(request: Request, _: Exception) -> Response:
        return error_page(pages, request, 403, NOT_ITS_FORM)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        said = None
        if error.status != 404 and error.detail:
            # It is in the reader's language already, whichever that is.
            said = Bilingual(zh=error.detail, en=error.detail)
        return error_page(pages, request, error.status, said)

    app.add_exception_handler(SignInNeeded, sign_in_needed)
    app.add_exception_handler(TypedIsKept, typed_is_kept)
    app.add_exception_handler(NotItsForm, not_its_form)
    app.add_exception_handler(Refused, refused)
