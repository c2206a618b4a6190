"""The mailbox as pages for people and JSON for programs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from deploy.local.mail.catcher import Catcher
from deploy.local.mail.mailbox import Mailbox
from deploy.local.mail.message import Readable, Summary, beijing

TEMPLATES = Path(__file__).with_name("templates")
# A mail may carry anything: no scripts, nothing fetched from outside.
STRICT = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}

To = Annotated[str, Query(description="part of the recipient's address", examples=["info@"])]
Limit = Annotated[int, Query(ge=1, le=100_000)]


def mailbox_app(mailbox: Mailbox, catcher: Catcher) -> FastAPI:
    """The HTTP side of the mail catcher."""
    app = FastAPI(title="Laurel mailbox", docs_url=None, redoc_url=None)
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), trim_blocks=True
    )
    templates.filters["beijing"] = beijing

    def page(name: str, **values: Any) -> HTMLResponse:
        return HTMLResponse(templates.get_template(name).render(**values), headers=STRICT)

    def found(key: str) -> Readable:
        mail = mailbox.read(key)
        if mail is None:
            raise HTTPException(404, "no such mail")
        return mail

    @app.get("/", response_class=HTMLResponse)
    def list_page(to: To = "") -> HTMLResponse:
        mails, refused = mailbox.newest(to), catcher.refused
        return page("list.html", mails=mails, to=to, total=len(mailbox), refused=refused)

    @app.get("/messages")
    def messages(to: To = "", limit: Limit = 200) -> list[Summary]:
        return mailbox.newest(to, limit)

    @app.get("/messages/{key}.json")
    def message(key: str) -> Readable:
        return found(key)

    @app.get("/messages/{key}", response_class=HTMLResponse)
    def message_page(key: str) -> HTMLResponse:
        return page("mail.html", **asdict(found(key)))

    @app.get("/counts")
    def counts() -> dict[str, int]:
        return {"kept": len(mailbox), "copies": mailbox.copies, "refused": catcher.refused.total()}

    @app.get("/health/ready")
    def ready() -> dict[str, str]:
        return {"status": "ready"}

    return app
