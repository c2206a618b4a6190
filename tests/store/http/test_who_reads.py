"""Who reads what: each role, of each office, of each programme, on each route that tells anything.

A route that stands in no table here fails the test, so that nobody forgets to say who reads it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.notify.domain.correspondence import Correspondence
from services.notify.store.correspondences import MongoCorrespondences
from services.review.domain.case import Step
from services.review.domain.case.opening import open_case
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.objection import Objection, Objector
from services.review.domain.meetings.meeting import Meeting, meeting_id
from services.review.store.lists.list_document import list_to_document
from services.review.usecases.rules import Rules
from shared.http.app import who_may_call
from shared.http.auth import Caller
from shared.http.roles import ROLES
from shared.journal import Journal
from shared.mongo import Database
from shared.programmes import Programme, Programmes
from tests.builders import NOON, a_standing
from tests.fakes.notify import a_notice
from tests.fakes.notify import an_application as in_notify
from tests.store.review.conftest import Stored
from tests.unit.intake import applications as in_intake
from tests.unit.review.builders import CALENDAR, submitted

PROGRAMMES = Programmes.from_directory(Path("programmes"))
JIANGMEN = PROGRAMMES.get("gd-hightech-product-jiangmen", "2019.1")
SHENZHEN = PROGRAMMES.get("shenzhen-innovation-records", "2024.1")
OFFICES = (None, "jiangmen", "organising-committee", "preliminary-panel", "review-committee")
ANY = frozenset(OFFICES)

PARTS: Mapping[str, Mapping[str, frozenset[str | None]]] = {
    JIANGMEN.id: {
        "association": ANY,
        "reviewer": ANY,
        "officer": ANY,
        "recommender": frozenset({"jiangmen"}),
    },
    SHENZHEN.id: {
        "association": frozenset({"organising-committee"}),
        "reviewer": frozenset({"preliminary-panel", "review-committee"}),
        "officer": frozenset({"organising-committee"}),
    },
}
"""Which offices take part; Jiangmen names none, so that whoever has the role does."""

HEARS = {JIANGMEN.id: PARTS[JIANGMEN.id]["officer"], SHENZHEN.id: PARTS[SHENZHEN.id]["officer"]}
VOTES = {JIANGMEN.id: frozenset[str | None](), SHENZHEN.id: frozenset({"review-committee"})}
HOLDS = {JIANGMEN.id: frozenset[str | None](), SHENZHEN.id: frozenset[str | None]()}
"""Neither declares an activity or advice, calls a cohort, or has anything registered or built."""

CASES = "association reviewer officer"
EACH = "association recommender reviewer officer operator"
READ_BY_PART: Mapping[str, str] = {
    "/intake/v1/enterprises/{uscc}": "association",
    "/intake/v1/applications/{application}": CASES,
    "/intake/v1/applications/{application}/self-check": CASES,
    "/intake/v1/applications/{application}/materials/{material}": CASES,
    "/intake/v1/applications/{application}/timeline": CASES,
    "/intake/v1/rounds/{programme}/{round}/progress": "association officer operator",
    "/review/v1/rounds/{programme}/{round}/progress": EACH,
    "/review/v1/cases": EACH,
    "/review/v1/cases/{application}": EACH,
    "/review/v1/rounds/{programme}/{round}/summary-sheet.xlsx": "recommender",
    "/review/v1/lists/{list}/objections": "officer",
    "/notify/v1/applications/{application}/notices": "association officer operator",
    "/notify/v1/rounds/{programme}/{round}/progress": "association officer operator",
    "/notify/v1/rounds/{programme}/{round}/failed-deliveries": "association officer",
    "/notify/v1/unclear-mails": "operator",
}
"""Read by these roles of the offices that take part; an operator is of none and reads all."""

READ_BY_ROLE: Mapping[str, str] = {
    "/notify/v1/outcomes": "agency operator",
    "/notify/v1/outcomes/reconciliation": "agency operator",
    "/notify/v1/subscriptions": "agency operator",
}
"""Read by these roles, of whatever office; of subscriptions an agency is shown its own."""

READ_BY_ACTING: Mapping[str, tuple[str, Mapping[str, frozenset[str | None]]]] = {
    "/intake/v1/applications/{application}/pre-evaluation": ("association", HOLDS),
    "/intake/v1/rounds/{programme}/{round}/pre-evaluations": ("association", HOLDS),
    "/review/v1/rounds/{programme}/{round}/meetings": ("reviewer", VOTES),
    "/review/v1/rounds/{programme}/{round}/meetings/{meeting}": ("reviewer", VOTES),
    "/review/v1/rounds/{programme}/{round}/meetings/{meeting}/agenda": ("reviewer", VOTES),
    "/review/v1/rounds/{programme}/{round}/meetings/{meeting}/minutes.pdf": ("reviewer", VOTES),
    "/review/v1/rounds/{programme}/{round}/activities/{activity}/attendances": ("officer", HOLDS),
    "/review/v1/rounds/{programme}/{round}/cohort/members": ("officer", HOLDS),
    "/review/v1/rounds/{programme}/{round}/cohort/preview": ("officer", HOLDS),
    "/review/v1/cases/{application}/construction": ("officer", HOLDS),
    "/review/v1/rounds/{programme}/{round}/lists/preview": ("officer", HEARS),
    "/review/v1/certificates/{number}/document.pdf": ("officer", HOLDS),
    "/review/v1/register/{programme}/{recognition}/revocations": ("officer", HOLDS),
    "/review/v1/lists/{list}/notice/preview": ("officer", HEARS),
    "/review/v1/lists/{list}/announcement/preview": ("officer", HEARS),
    "/review/v1/lists/{list}/objections/unverified": ("officer", HEARS),
    "/review/v1/lists/{list}/objections/dismissal/preview": ("officer", HEARS),
    "/review/v1/lists/{list}/objections/{objection}/objector": ("officer", HEARS),
}
"""Read by those alone who act there."""

ENTERPRISE_S_OWN = {
    "/intake/v1/applications",
    "/intake/v1/applications/{application}/supplement",
    "/notify/v1/inbox",
    "/notify/v1/inbox/{notice}",
}
"""No official reads these."""

NO_SUCH_STAGE = {"no-pre-evaluation", "no-cohort", "no-committee", "no-recommendation"}
"""Nothing is told by saying that a programme, which is public, has none."""

AGENCY_S_OWN = {
    "/notify/v1/subscriptions/{subscription}",
    "/notify/v1/subscriptions/{subscription}/outcomes",
    "/notify/v1/subscriptions/{subscription}/reconciliation",
    "/notify/v1/subscriptions/{subscription}/deliveries",
    "/notify/v1/subscriptions/{subscription}/deliveries/{position}",
}
"""An agency reads its own, and an operator those of all: tests/store/http/test_subscriptions.py."""

EMPTY_FORMS = {"/review/v1/register/{programme}/sheet.xlsx"}
"""Sheets to be filled in, the same for everybody."""

OBJECTOR = Objector(
    kind="person",
    name="张三丰",
    phone="0750-1234567",
    employer_or_contact="某公司",
    signature_or_seal="张三丰",
)


@pytest.fixture
def by_rules() -> Rules:
    return Rules(PROGRAMMES, CALENDAR)


class Whoever:
    """The caller that a test wants."""

    def __init__(self) -> None:
        self.roles: frozenset[str] = frozenset()
        self.office: str | None = None
        self.uscc: str | None = None

    async def caller(self, token: str) -> Caller:
        return Caller("somebody", "Somebody", frozenset(self.roles), self.uscc, self.office)


@dataclass
class World:
    """All four services with something of each of two programmes in them."""

    apps: Mapping[str, FastAPI]
    whoever: Whoever

    async def status(
        self, service: str, path: str, role: str, office: str | None, uscc: str | None = None
    ) -> int:
        """What this caller is answered with."""
        app = self.apps[service]
        app.state.tokens = self.whoever
        self.whoever.roles, self.whoever.office = frozenset({role}), office
        self.whoever.uscc = uscc
        # Of the file there is but the name, so that its answer begins and breaks off.
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
            answer = await http.get(path, headers={"Authorization": "Bearer x"})
        assert answer.status_code < 500, answer.text
        if answer.status_code == 409 and answer.json()["type"].rpartition("/")[2] in NO_SUCH_STAGE:
            return 404
        return answer.status_code


@pytest.fixture
async def world(apps: dict[str, FastAPI], stored: Stored) -> World:
    for programme in (JIANGMEN, SHENZHEN):
        await _in_intake(stored.database, programme)
        await _in_review(stored, programme)
        await _in_notify(stored.database, programme)
    return World(apps, Whoever())


def mark(programme: Programme) -> str:
    return "jm" if programme is JIANGMEN else "sz"


def uscc(programme: Programme) -> str:
    return "91440703MA4UQ8XK1Y" if programme is JIANGMEN else "91350100M000100Y43"


def journal(database: Database, name: str) -> Journal:
    return Journal(database[name], "test", lambda *_: None)


async def _in_intake(database: Database, programme: Programme) -> None:
    firms = MongoEnterprises(journal(database, "enterprises"))
    code, which = uscc(programme), mark(programme)
    await firms.add(replace(in_intake.an_enterprise(), uscc=code), at=NOON)
    apps = MongoApplications(journal(database, "applications"), PROGRAMMES)
    theirs: dict[str, Any] = {
        "uscc": code,
        "programme": programme.id,
        "programme_version": programme.version,
        "round": programme.rounds[0].id,
        "path": programme.way,
    }
    plain = in_intake.submitted("M01")
    assert plain.submission is not None
    numbered = replace(plain.submission, number=f"{which}-000001")
    done = replace(plain, id=f"{which}-done", submission=numbered, **theirs)
    await apps.add(done, at=NOON)
    await apps.add(replace(done, id=f"{which}-draft", submission=None), at=NOON)


async def _in_review(stored: Stored, programme: Programme) -> None:
    which, round_ = mark(programme), programme.rounds[0].id
    standing = a_standing(
        programme=programme.id,
        programme_version=programme.version,
        round=round_,
        category=programme.categories[0].id,
        district=programme.districts[0].id,
    )
    submission = submitted(f"{which}-done", standing=standing)
    await stored.cases.open(Step(open_case(submission, programme, CALENDAR, NOON).case), NOON)
    listed = NumberedList(
        id=f"{which}-list",
        programme=programme.id,
        programme_version=programme.version,
        round=round_,
        state="frozen",
        entries=0,
        digest="",
        frozen_by="officer",
        frozen_at=NOON,
    )
    await stored.lists.journal.create(listed.id, list_to_document(listed), at=NOON)
    objection = Objection(
        id=f"{which}-objection",
        list=listed.id,
        entry=1,
        application=f"{which}-done",
        state="late",
        facts="f",
        evidence="e",
        filed_at=NOON,
    )
    await stored.objections.file(objection, OBJECTOR, (), None)
    if programme is SHENZHEN:
        meeting = Meeting(
            id=meeting_id(programme.id, round_, "committee", 1),
            programme=programme.id,
            programme_version=programme.version,
            round=round_,
            stage="committee",
            number=1,
            held_on=NOON.date(),
            venue="市民中心",
            planned_by="reviewer",
            planned_at=NOON,
        )
        await stored.meetings.plan(meeting, [], NOON)


async def _in_notify(database: Database, programme: Programme) -> None:
    found = MongoCorrespondences(journal(database, "correspondences"))
    which = mark(programme)
    about = in_notify(f"{which}-done", programme=programme.id, round=programme.rounds[0].id)
    notice = a_notice(f"review/{which}/2", application=about)

    def tell(correspondence: Correspondence) -> tuple[Correspondence, list[object]]:
        return correspondence.model_copy(update={"notices": (notice,)}), []

    await found.change(about.id, tell, at=NOON)  # type: ignore[arg-type]


def address(template: str, programme: Programme, *, draft: bool = False) -> str:
    """Where the thing of this programme is."""
    which, round_ = mark(programme), programme.rounds[0].id
    values = {
        "activity": "a",
        "application": f"{which}-{'draft' if draft else 'done'}",
        "list": f"{which}-list",
        "material": in_intake.a_material("M01").id,
        "meeting": meeting_id(programme.id, round_, "committee", 1),
        "notice": "n",
        "number": "c",
        "objection": f"{which}-objection",
        "position": "1",
        "programme": programme.id,
        "recognition": "r",
        "round": round_,
        "subscription": "s",
        "uscc": uscc(programme),
    }
    path = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], template)
    asked = {
        "/cases": f"?programme={programme.id}&round={round_}",
        "/dismissal/preview": f"?objection={which}-objection&reason=facts_not_confirmed",
    }
    return path + next((query for end, query in asked.items() if path.endswith(end)), "")


def told(apps: Mapping[str, FastAPI]) -> list[tuple[str, str]]:
    """Each service and route that tells something to those alone who sign in."""
    open_to_all = {"public", "internal"}
    return [
        (service, route.path)
        for service, app in apps.items()
        for route in app.routes
        if isinstance(route, APIRoute)
        and "GET" in (route.methods or ())
        and not open_to_all.intersection(who_may_call(route))
    ]


def may_read(template: str, programme: Programme, role: str, office: str | None) -> bool:
    """What the tables say."""
    if template in READ_BY_PART:
        listed = role in READ_BY_PART[template].split()
        parts = PARTS[programme.id].get(role, frozenset[str | None]())
        return listed and (role == "operator" or office in parts)
    if template in READ_BY_ROLE:
        return role in READ_BY_ROLE[template].split()
    if template in READ_BY_ACTING:
        acting, offices = READ_BY_ACTING[template]
        return role == acting and office in offices[programme.id]
    return False


async def test_every_route_that_tells_something_stands_in_a_table(
    apps: dict[str, FastAPI],
) -> None:
    owned = {*ENTERPRISE_S_OWN, *AGENCY_S_OWN}
    tables = {*READ_BY_PART, *READ_BY_ROLE, *READ_BY_ACTING, *owned, *EMPTY_FORMS}
    assert {template for _, template in told(apps)} == tables


async def test_an_office_reads_what_its_programmes_are_and_nothing_else(world: World) -> None:
    wrong = []
    officials = [role for role in ROLES if role != "enterprise"]
    for service, template in told(world.apps):
        if template in EMPTY_FORMS:
            continue
        for programme in (JIANGMEN, SHENZHEN):
            for role in officials:
                for office in OFFICES:
                    path = address(template, programme)
                    status = await world.status(service, path, role, office)
                    shown = status not in (403, 404)
                    if shown != may_read(template, programme, role, office):
                        wrong.append((template, programme.id, role, office, status))
    assert wrong == []


async def test_a_draft_is_its_enterprise_s_alone(world: World) -> None:
    of_drafts = [(s, t) for s, t in told(world.apps) if "/intake/" in t and "{application}" in t]
    assert len(of_drafts) == 6
    for service, template in of_drafts:
        for programme in (JIANGMEN, SHENZHEN):
            path = address(template, programme, draft=True)
            for role in ROLES:
                for office in OFFICES:
                    stranger = uscc(SHENZHEN if programme is JIANGMEN else JIANGMEN)
                    status = await world.status(service, path, role, office, stranger)
                    assert status in (403, 404), (template, role, office, status)
    one = "/intake/v1/applications/{application}"
    path, owner = address(one, JIANGMEN, draft=True), uscc(JIANGMEN)
    assert await world.status("intake", path, "enterprise", None, owner) == 200
