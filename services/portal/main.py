"""The composition root of the portal: settings → stores, senders → use cases → pages."""

from fastapi import FastAPI

from services.portal.api import refusals
from services.portal.api.cookies import Cookies
from services.portal.api.pages import portal_pages
from services.portal.api.pages.enterprise import enterprise_routes
from services.portal.api.signing import COMES_BACK_TO, signing_routes
from services.portal.api.visits import Visits
from services.portal.domain.return_address import BASE
from services.portal.senders.attempts import SealedAttempts
from services.portal.senders.interfaces import Interfaces
from services.portal.senders.issuer import Client, OidcIssuer
from services.portal.senders.people import TokenPeople
from services.portal.settings import Settings
from services.portal.store.kept_forms import MongoKeptForms
from services.portal.store.sessions import MongoSessions
from services.portal.usecases.begin_sign_in import BeginSignIn
from services.portal.usecases.find_session import FindSession
from services.portal.usecases.finish_sign_in import FinishSignIn
from services.portal.usecases.keep_form import KeepForm
from services.portal.usecases.sign_out import SignOut
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.http_process import HttpProcess, database_of, read_settings
from shared.pages import Site, pages_for_browsers, static_routes


async def compose(process: HttpProcess, settings: Settings, services: Interfaces) -> FastAPI:
    """The app over this process's database; creates the indexes."""
    keeper = settings.keeper()
    sessions = MongoSessions(process.database, keeper)
    attempts = SealedAttempts(keeper)
    forms = MongoKeptForms(process.database, keeper)
    for store in (sessions, forms):
        await store.prepare()
    secret = settings.client_secret
    issuer = OidcIssuer(
        Client(
            name=settings.issuer,
            discovered_at=settings.discovered_at,
            id=settings.client_id,
            secret=None if secret is None else secret.get_secret_value(),
            scope=settings.sign_in_scope,
            comes_back_to=settings.portal + COMES_BACK_TO.removeprefix(BASE),
            trust_env=settings.env != "local",
        ),
        process.keys,
    )
    cookies = Cookies(settings.secure)
    visits = Visits(cookies, FindSession(sessions, issuer), KeepForm(forms), forms)
    pages = portal_pages(Site.of(settings))
    people = TokenPeople(process.tokens)
    app = create_app(
        title="Laurel portal",
        description="Pages for those who sign in.",
        routers=[
            static_routes(pages.assets),
            signing_routes(
                pages,
                visits,
                cookies,
                BeginSignIn(attempts, issuer),
                FinishSignIn(attempts, issuer, people, sessions, settings.lasts),
                SignOut(sessions),
            ),
            *enterprise_routes(pages, visits, services, settings.upload_at_most),
        ],
        tokens=process.tokens,
        health=process.health,
        scrape=process.scrape,
        lifespan=process.running({}),
    )
    app.add_middleware(Arrival, clock=process.clock)
    pages_for_browsers(app, pages)
    refusals.install(app, pages)
    return app


async def main() -> None:
    """Runs until SIGTERM."""
    settings = read_settings(Settings)
    async with database_of("portal", settings) as database:
        process = HttpProcess("portal", settings, database)
        services = Interfaces(settings.urls())
        try:
            await process.serve(await compose(process, settings, services))
        finally:
            await services.close()
