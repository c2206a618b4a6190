"""Signing in and out."""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.cookies import Cookies
from services.portal.api.visits import Visit, Visits
from services.portal.domain.refusals import SignInRefused
from services.portal.domain.return_address import BASE, own_address
from services.portal.usecases.begin_sign_in import BeginSignIn
from services.portal.usecases.finish_sign_in import FinishSignIn
from services.portal.usecases.sign_out import SignOut
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.languages import LANGUAGES, Language, preferred
from shared.logs import logger
from shared.mongo import PyMongoError
from shared.pages import Pages, page_language, page_router
from shared.pages.headers import PRIVATE
from shared.pages.route import error_page

log = logger("sign-in")

COMES_BACK_TO = f"{BASE}/signed-in"
To = Annotated[str, Query(description="where to go on after signing in")]


def signing_routes(
    pages: Pages,
    visits: Visits,
    cookies: Cookies,
    begin: BeginSignIn,
    finish: FinishSignIn,
    sign_out: SignOut,
) -> APIRouter:
    """To the issuer and back; what goes wrong there is a page with a way on."""
    router = page_router(pages)

    @router.get(f"{BASE}/sign-in")
    async def sign_in(
        request: Request, lang: Annotated[Language, Depends(page_language)], to: To = ""
    ) -> Response:
        begun = await begin(own_address(to, BASE), lang, datetime.now(UTC))
        answer = RedirectResponse(begun.address, 303, headers={"Cache-Control": PRIVATE})
        cookies.set_begun(answer, begun.state, begun.sealed)
        return answer

    async def signed_in(request: Request) -> Response:
        # By hand: issuers add parameters of their own, which have to be passed over
        # (RFC 6749 4.1.2).
        said = request.query_params
        state = said.get("state", "")
        try:
            if said.get("error"):
                raise SignInRefused(f"the issuer says {said['error'][:100]!r}")
            done = await finish(
                state,
                said.get("code", ""),
                cookies.held(request, cookies.begun(state)) or "",
                cookies.held(request, cookies.session),
                datetime.now(UTC),
            )
        except SignInRefused as refused:
            log.info("nobody signed in", why=str(refused))
            return _not_signed_in(request, pages)
        except (Unavailable, PyMongoError) as error:
            log.warning("unavailable", error=error_line(error))
            return error_page(pages, request, 503)
        answer = RedirectResponse(done.to, 303, headers={"Cache-Control": PRIVATE})
        cookies.set_session(answer, done.cookie)
        cookies.drop(answer, cookies.begun(state))
        return answer

    # Not one of FastAPI's: of those every parameter has to be known.
    router.add_route(COMES_BACK_TO, signed_in, methods=["GET"], include_in_schema=False)

    @router.post(f"{BASE}/sign-out")
    async def out(
        request: Request,
        lang: Annotated[Language, Depends(page_language)],
        _: Annotated[None, Depends(visits.leaving)],
    ) -> Response:
        held = cookies.held(request, cookies.session)
        if held is not None:
            await sign_out(held)
        to = f"{BASE}/signed-out?lang={lang}"
        answer = RedirectResponse(to, 303, headers={"Cache-Control": PRIVATE})
        cookies.drop(answer, cookies.session)
        return answer

    @router.get(f"{BASE}/signed-out")
    async def signed_out(visit: Annotated[Visit, Depends(visits.anybody)]) -> HTMLResponse:
        return visit.page(pages, "signed_out.html")

    return router


def _not_signed_in(request: Request, pages: Pages) -> HTMLResponse:
    """The language is that of the page before, which the issuer does not pass on."""
    asked = parse_qs(urlsplit(request.headers.get("referer", "")).query).get("lang", [""])[0]
    language = next((one for one in LANGUAGES if one == asked), None)
    visit = Visit(request, language or preferred(request.headers.get("accept-language")), None)
    return visit.page(pages, "not_signed_in.html", status=403)
