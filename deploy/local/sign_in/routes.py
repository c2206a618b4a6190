"""The addresses of the provider, and the page on which one chooses who to be."""

import json
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from deploy.local.issuer import ISSUER
from deploy.local.sign_in.person import SAMPLE, CannotBe, ChosenPerson
from deploy.local.sign_in.phrases import PHRASES
from deploy.local.sign_in.provider import Asked, Invalid, Provider
from shared.http.roles import ROLES
from shared.languages import Language, preferred
from shared.pages import Assets, Pages, Site, static_routes
from shared.pages.sent_form import sent_fields

HERE = Path(__file__).parent
PASSED_ON = (
    *("client_id", "redirect_uri", "response_type", "state", "nonce"),
    *("code_challenge", "code_challenge_method", "ui_locales"),
)

FIELDS = ("role", "name", "code", "office")


def provider_app(provider: Provider, outside: str, inside: str) -> FastAPI:
    """The provider; `outside` is its address for browsers, `inside` for programs."""
    app = FastAPI(title="Laurel sign-in", docs_url=None, redoc_url=None, openapi_url=None)
    assets = Assets("/static")
    pages = Pages(
        templates=HERE / "templates",
        phrases=PHRASES,
        assets=assets,
        site=Site(demonstration=True),
    )
    app.router.routes.extend(static_routes(assets).routes)

    @app.get("/health/ready")
    def ready() -> dict[str, str]:
        return {"status": "ready"}

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict[str, object]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{outside}/authorize",
            "token_endpoint": f"{inside}/token",
            "jwks_uri": f"{inside}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "scopes_supported": ["openid", "profile"],
        }

    @app.get("/jwks")
    def jwks() -> Response:
        return JSONResponse(json.loads(provider.issuer.jwks.read_text(encoding="ascii")))

    @app.get("/authorize")
    async def authorize(request: Request) -> Response:
        query = dict(request.query_params)
        try:
            Asked.of(query, provider.portal)
        except Invalid as invalid:
            return JSONResponse({"error": str(invalid)}, 400)
        return _choice(request, pages, provider, query, {"role": "enterprise", "code": SAMPLE})

    @app.post("/authorize")
    async def chosen(request: Request) -> Response:
        typed = dict(await sent_fields(request))
        try:
            asked = Asked.of(typed, provider.portal)
        except Invalid as invalid:
            return JSONResponse({"error": str(invalid)}, 400)
        try:
            person = ChosenPerson.of(typed)
        except CannotBe as wrong:
            return _choice(request, pages, provider, typed, typed, wrong)
        answer = {"code": provider.code(asked, person), "state": asked.state, "iss": ISSUER}
        return RedirectResponse(f"{asked.redirect_uri}?{urlencode(answer)}", 303)

    @app.post("/token")
    async def token(request: Request) -> Response:
        try:
            given = provider.token(dict(await sent_fields(request)))
        except Invalid as invalid:
            return JSONResponse({"error": str(invalid)}, 400)
        return JSONResponse(given, headers={"Cache-Control": "no-store"})

    return app


def _choice(
    request: Request,
    pages: Pages,
    provider: Provider,
    query: dict[str, str],
    typed: dict[str, str],
    wrong: CannotBe | None = None,
) -> HTMLResponse:
    language = _language(request, query)
    page = pages.render(
        request,
        language,
        "choice.html",
        status=422 if wrong else 200,
        hidden={name: query[name] for name in PASSED_ON if name in query},
        typed={**dict.fromkeys(FIELDS, ""), **typed},
        roles=ROLES,
        wrong=wrong.text if wrong else None,
    )
    # What the form leads to after it was sent counts as well.
    to = urlsplit(provider.portal)
    policy = page.headers["Content-Security-Policy"]
    page.headers["Content-Security-Policy"] = policy.replace(
        "form-action 'self'", f"form-action 'self' {to.scheme}://{to.netloc}"
    )
    return page


def _language(request: Request, query: dict[str, str]) -> Language:
    asked = request.query_params.get("lang") or query.get("ui_locales", "")[:2]
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    return preferred(request.headers.get("accept-language"))
