"""The real pages of the portal, over services that are faked at their interfaces."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from fastapi import FastAPI

from services.intake.api.schemas.rounds import CallView
from services.portal.api import refusals
from services.portal.api.cookies import Cookies
from services.portal.api.pages import portal_pages
from services.portal.api.pages.enterprise import enterprise_routes
from services.portal.api.signing import signing_routes
from services.portal.api.visits import Visits
from services.portal.domain.person import Person
from services.portal.domain.refusals import SignInNeeded
from services.portal.domain.session import Session, Tokens
from services.portal.senders.attempts import SealedAttempts
from services.portal.senders.interfaces import (
    Answer,
    Bearer,
    Interfaces,
    Refused,
)
from services.portal.usecases.begin_sign_in import BeginSignIn
from services.portal.usecases.find_session import FindSession
from services.portal.usecases.finish_sign_in import FinishSignIn
from services.portal.usecases.hashing import hashed
from services.portal.usecases.keep_form import KeepForm
from services.portal.usecases.sign_out import SignOut
from shared.errors import Unavailable
from shared.http import auth
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.http.health import Health
from shared.http.keys import KeySet
from shared.keeping import Keeper
from shared.metrics.scrape import Scrape
from shared.pages import Site, pages_for_browsers, static_routes
from tests.pages.apps import PROGRAMMES, FixedClock
from tests.unit.portal.memory import AnyIssuer, KeptInMemory, SessionsInMemory

KEEPER = Keeper(MultiFernet([Fernet(Fernet.generate_key())]), "LAUREL_SESSION_KEY")
USCC = "91350100M000100Y43"
COOKIE = "laurel-session"
ENTERPRISE = Person("p1", "王敏", frozenset({"enterprise"}), USCC)
OFFICER = Person("p2", "李强", frozenset({"officer"}))
NAME = {"zh": "智能伺服控制器", "en": "Intelligent servo controller"}
PROGRAMME, ROUND = "gd-hightech-product-jiangmen", "2019"
OPEN = datetime(2019, 7, 1, 3, tzinfo=UTC)
DUE = "2019-07-22T16:00:00.000Z"


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def call() -> Any:
    """The call of Jiangmen as intake tells it."""
    found = PROGRAMMES.of_round(PROGRAMME, ROUND)
    before = PROGRAMMES.round_before(PROGRAMME, ROUND, OPEN)
    return json.loads(CallView.of(found, found.round(ROUND), before).model_dump_json())


class FakeServices(Interfaces):
    """What the services would answer; a test says how things stand."""

    def __init__(self) -> None:
        super().__init__({})
        self.call = call()
        self.open = True
        self.registered = True
        self.away = False
        self.applications: dict[str, Any] = {}
        self.supplement: Any = None
        self.done: list[tuple[str, str, Any]] = []
        self.notices: list[Any] = []
        self.refuses: Refused | None = None

    def add(self, *, submitted: bool = False) -> str:
        """A draft, or an application that was submitted."""
        name = f"a{len(self.applications) + 1}"
        self.applications[name] = {
            "id": name,
            "stage": "formal-review" if submitted else "draft",
            "stage_name": both("形式审查", "Formal review") if submitted else both("草稿", "Draft"),
            "number": "HT-2019-000001" if submitted else None,
            "programme": PROGRAMME,
            "round": ROUND,
            "product": NAME,
            "category": "electronic-information",
            "created_at": "2019-07-01T03:00:00.000Z",
            "received_at": "2019-07-02T03:00:00.000Z" if submitted else None,
            "supplement_open": self.supplement is not None,
            "version": 3,
            "uscc": USCC,
            "enterprise": both("某某科技有限公司", "Some Technology Ltd."),
            "district": "pengjiang",
            "programme_version": "2019.1",
            "industry": "3829",
            "answers": {"regulated": False},
            "materials": [material("M01", "申报书.pdf")],
            "call": None,
        }
        return name

    async def send(
        self,
        who: Bearer,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, str] | None = None,
        version: str | None = None,
        key: str | None = None,
    ) -> Answer:
        if self.away:
            raise Unavailable("connection refused")
        if who.token is None and "/calls" not in path and "/stats/" not in path:
            raise SignInNeeded
        if method != "GET":
            self.done.append((method, path, body))
            if self.refuses is not None:
                refused, self.refuses = self.refuses, None
                raise refused
        return self._answer(method, path, body, version)

    async def pass_on(
        self,
        who: Bearer,
        path: str,
        body: AsyncIterator[bytes],
        headers: Mapping[str, str],
    ) -> Answer:
        sent = b"".join([piece async for piece in body])
        self.done.append(("POST", path, sent))
        if self.refuses is not None:
            refused, self.refuses = self.refuses, None
            raise refused
        name = path.split("/")[4]
        if b"bad.exe" in sent:
            refusal = {
                "requirement": "M01",
                "filename": "bad.exe",
                "code": "unsupported-file",
                "message": "bad.exe can't be taken. Send a PDF.",
            }
            return Answer(207, {"materials": [], "refused": [refusal], "version": 4}, None)
        taken = material("M02", "licence.pdf")
        self.applications[name]["materials"].append(taken)
        return Answer(200, {"materials": [taken], "refused": [], "version": 4}, None)

    def _answer(self, method: str, path: str, body: Any, version: str | None) -> Answer:
        parts = path.split("/")[1:]
        match (method, *parts):
            case ("GET", "intake", "v1", "calls"):
                return Answer(200, {"calls": [self.call] if self.open else []}, None)
            case ("GET", "intake", "v1", "rounds", _, _):
                return Answer(200, self.call, None)
            case ("GET", "intake", "v1", "enterprises", _) if self.registered:
                return Answer(200, PROFILE, '"1"')
            case ("PUT", "intake", "v1", "enterprises", _):
                self.registered = True
                return Answer(201, PROFILE, '"1"')
            case ("GET", "intake", "v1", "applications"):
                found = list(self.applications.values())
                return Answer(200, {"applications": found, "next": None}, None)
            case ("POST", "intake", "v1", "applications"):
                return Answer(201, self.applications[self.add()], '"1"')
            case (_, "intake", "v1", "applications", name, *of) if name in self.applications:
                return self._of(method, self.applications[name], of, body, version)
            case ("GET", "notify", "v1", "inbox"):
                return Answer(200, {"notices": self.notices, "next": None}, None)
            case (_, "notify", "v1", "inbox", name, *_):
                return Answer(200, next(one for one in self.notices if one["id"] == name), None)
            case ("GET", "stats", *_):
                return Answer(200, {"measures": [RATE]}, None)
        raise Refused(404, "not-found", "There is no such thing.", ())

    def _of(self, method: str, found: Any, of: list[str], body: Any, version: str | None) -> Answer:
        match (method, *of):
            case ("GET",):
                return Answer(200, found, f'"{found["version"]}"')
            case ("PATCH",):
                if version != f'"{found["version"]}"':
                    raise Refused(412, "stale-version", "It was changed meanwhile.", ())
                found |= {"version": found["version"] + 1, "product": body["product"]}
                found["answers"] |= body["answers"]
                return Answer(200, found, None)
            case ("GET", "self-check"):
                return Answer(200, self._checked(found), None)
            case ("GET", "timeline"):
                return Answer(200, self._timeline(found), None)
            case ("GET", "supplement"):
                if self.supplement is None:
                    raise Refused(409, "supplement-not-asked", "No supplement was asked for.", ())
                return Answer(200, self.supplement, None)
            case ("POST", "submission"):
                found |= {"number": "HT-2019-000001", "received_at": "2019-07-02T03:00:00.000Z"}
                return Answer(201, {}, None)
            case ("POST", "supplement", "submission"):
                self.supplement["sent_at"] = "2019-07-20T03:00:00.000Z"
                return Answer(200, {}, None)
            case ("DELETE", *_):
                found["materials"] = []
                return Answer(204, None, None)
        raise Refused(404, "not-found", "There is no such thing.", ())

    def _checked(self, found: Any) -> Any:
        there = {one["requirement"] for one in found["materials"]} | found["answers"].keys()
        items = [*self.call["answers"], *self.call["materials"]]
        findings = [finding(one, one["id"] in there) for one in items]
        complete = all(one["status"] in ("met", "optional") for one in findings)
        return {
            "eligible": True,
            "obstacles": [],
            "complete": complete,
            "findings": findings,
            "demands": [],
        }

    def _timeline(self, found: Any) -> Any:
        asked = self.supplement
        draft = found["received_at"] is None
        step = both("填写申报表并上传材料，然后提交。", "Fill in the form and submit it.")
        if not draft:
            step = both("等待形式审查。", "Formal review comes next.")
        if asked is not None:
            step = both("请补正所列材料。", "Send what is listed.")
        events = [
            event("2019-07-02T03:00:00.000Z", "已提交申报。", "The application was submitted."),
            event("2019-07-15T03:00:00.000Z", "已开始形式审查。", "Formal review began."),
        ]
        return {
            "id": found["id"],
            "number": found["number"],
            "stage": found["stage"],
            "stage_name": found["stage_name"],
            "turn": "enterprise" if draft or asked else "association",
            "next_step": step,
            "due_at": DUE if asked or draft else None,
            "due_explanation": EXPLAINED if asked else None,
            "missing": MISSING if asked and asked["sent_at"] is None else [],
            "demands": [],
            "staged": [],
            "events": [] if draft else events,
        }


def event(at: str, zh: str, en: str) -> dict[str, Any]:
    return {"at": at, "what": "x", "text": both(zh, en), "by": "enterprise"}


def material(requirement: str, filename: str) -> dict[str, Any]:
    return {
        "id": f"f-{requirement}",
        "requirement": requirement,
        "filename": filename,
        "kind": "pdf",
        "pages": 12,
        "size": 345678,
        "sha256": "9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015",
        "received_at": "2019-07-01T04:00:00.000Z",
    }


def finding(one: Any, there: bool) -> dict[str, Any]:
    wrong = one["id"] == "M07"
    return {
        "requirement": one["id"],
        "status": "met" if there else "invalid" if wrong else "missing",
        "clause": one["clause"],
        "name": one["name"],
        "reason": None if there else "not_provided",
        "reason_text": None if there else both("未提供", "Not provided"),
        "acceptable": one.get("acceptable") or one["help"],
        "alternatives": [],
    }


PROFILE = {
    "uscc": USCC,
    "code_kind": "credit",
    "name": both("某某科技有限公司", "Some Technology Ltd."),
    "district": "pengjiang",
    "industry": "3829",
    "language": "zh",
    "email": "declare@enterprise.example",
    "former_names": [],
    "qualifications": [],
    "version": 1,
}
RATE = {
    "id": "pass_rate",
    "name": both("通过率", "Pass rate"),
    "display": "80.5%",
    "numerator": {"value": 7, "population": both("申报", "applications")},
    "denominator": {"value": 9, "population": both("已推荐的产品", "products recommended")},
}
EXPLAINED = both("自送达次日起五个工作日。", "Five working days from the day after delivery.")
MISSING = [
    {
        "requirement": "M05",
        "name": both("专利证书", "Patent certificate"),
        "clause": "申报材料第5项",
        "reason": "expired",
        "reason_text": both("已过期", "It has expired"),
        "acceptable": both("有效的专利证书扫描件。", "A scan of a patent that is in force."),
        "alternatives": [],
        "files": [
            {
                "id": "f-1",
                "filename": "专利.pdf",
                "sha256": "9f86",
                "refused": True,
                "reason": "expired",
                "reason_text": both("已过期", "It has expired"),
                "note": None,
                "part": "M05/f-1",
            }
        ],
        "note": "请提供年费缴纳凭证。",
    },
    {
        "requirement": "M04",
        "name": both("领域说明", "Field statement"),
        "clause": "申报材料第4项",
        "reason": "text_too_short",
        "reason_text": both("字数不足", "Too short"),
        "acceptable": both("200至300字。", "200 to 300 characters."),
        "alternatives": [],
        "files": [],
        "note": None,
    },
]


def asked_supplement() -> dict[str, Any]:
    """A supplement that is asked for, with nothing there yet."""
    return {
        "id": "a1",
        "number": "HT-2019-000001",
        "supplement_round": 1,
        "due_at": DUE,
        "due_explanation": EXPLAINED,
        "sent_at": None,
        "staged": {"materials": [], "answers": {}, "replaces": {}},
        "empty": MISSING,
        "demands": [],
        "refused": [],
        "next_step": both("请逐项上传后提交。", "Upload each and send all."),
    }


def notice(*, delivered: bool) -> dict[str, Any]:
    """A notice of missing materials as notify tells it."""
    return {
        "id": "n1",
        "application": "a1",
        "number": "HT-2019-000001",
        "kind": "materials_missing",
        "supplement_round": 1,
        "subject": "【补正通知】HT-2019-000001：有 2 项材料请您补正",
        "status": "delivered" if delivered else "escalated",
        "channel": "mail",
        "written_at": "2019-07-15T01:30:00Z",
        "sent_at": "2019-07-15T01:30:01Z",
        "delivered_at": "2019-07-15T01:30:01Z" if delivered else None,
        "due_at": DUE if delivered else None,
        "counts_from": None,
        "moot_at": None,
        "moot_for": None,
        "language": "zh",
        "text": "某某科技有限公司：\n\n您好！以下 2 项材料需要补正。",
    }


class PortalWorld:
    """The portal, with somebody signed in whose cookie is `held`."""

    def __init__(self) -> None:
        self.services = FakeServices()
        self.sessions = SessionsInMemory()
        self.forms = KeptInMemory()
        self.attempts = SealedAttempts(KEEPER)
        self.issuer = AnyIssuer(ENTERPRISE)

    def sign_in(self, person: Person = ENTERPRISE, held: str = "held") -> dict[str, str]:
        """The cookies of somebody who is signed in."""
        now = datetime.now(UTC)
        self.sessions.all[hashed(held)] = Session(
            key=hashed(held),
            person=person,
            secret=b"secret-" + held.encode(),
            tokens=Tokens("t", now + timedelta(hours=1)),
            ends_at=now + timedelta(hours=12),
        )
        return {COOKIE: held}

    def expire(self, held: str = "held") -> None:
        """Lets a session end."""
        found = self.sessions.all[hashed(held)]
        self.sessions.all[hashed(held)] = replace(found, ends_at=datetime.now(UTC))

    def token(self, path: str, held: str = "held") -> str:
        """What a form of this path has to bring."""
        return self.sessions.all[hashed(held)].form_token(path)

    def app(self) -> FastAPI:
        """All pages."""

        @asynccontextmanager
        async def nothing(_: FastAPI) -> AsyncIterator[None]:
            yield

        pages = portal_pages(Site(demonstration=True))
        cookies = Cookies(secure=False)
        issuer, sessions = self.issuer, self.sessions
        visits = Visits(cookies, FindSession(sessions, issuer), KeepForm(self.forms), self.forms)
        lasts = timedelta(hours=12)
        app = create_app(
            title="Portal",
            description="Pages over fakes",
            routers=[
                static_routes(pages.assets),
                signing_routes(
                    pages,
                    visits,
                    cookies,
                    BeginSignIn(self.attempts, issuer),
                    FinishSignIn(self.attempts, issuer, issuer, sessions, lasts),
                    SignOut(sessions),
                ),
                *enterprise_routes(pages, visits, self.services, 10_000_000),
            ],
            tokens=auth.Tokens(KeySet("file:none"), issuer="nobody", audience="laurel"),
            health=Health(),
            scrape=Scrape(),
            lifespan=nothing,
        )
        app.add_middleware(Arrival, clock=FixedClock(OPEN))
        pages_for_browsers(app, pages)
        refusals.install(app, pages)
        return app
