"""Logs in production's form: what happened, to which ids, in which trace; never to whom."""

import json
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from deploy.local.infra import Infra
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender
from tests.clients.enterprise import Application, Enterprise
from tests.clients.http import Http
from tests.clients.papers import paper
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.journeys.conftest import House
from tests.journeys.test_bounce import escalated
from tests.journeys.test_objection import OBJECTOR, file_objection
from tests.programmes.small_rounds import publish_small_rounds
from tests.stack import running_stack

BUSINESS = {"published", "heard", "notice tried"}
"""Lines about one event."""

EVERY_STEP = {
    ("review", "published", "review.materials-missing.v1"),
    ("intake", "heard", "review.materials-missing.v1"),
    ("notify", "heard", "review.materials-missing.v1"),
    ("notify", "notice tried", ""),
    ("notify", "published", "notice.delivered.v1"),
    ("review", "heard", "notice.delivered.v1"),
    ("review", "published", "review.supplement-clock-started.v1"),
}
"""Service, line and kind of event of what the trace of a notice has to show."""

PERSON, MOBILE, ADDRESS = "韩梅梅", "13912345678", "han.meimei@private.example.com"


@dataclass
class Told:
    """What must stand in no line, and what the logs hold."""

    stack: LocalStack
    private: list[str] = field(default_factory=list)

    def text(self, service: str) -> str:
        """A service's log, up to the last line that it has finished."""
        log = self.stack.places.log(service).read_text(encoding="utf-8", errors="ignore")
        return log[: log.rfind("\n") + 1]

    def lines(self, service: str) -> list[dict[str, Any]]:
        """Its lines, each of which has to be JSON."""
        return [json.loads(line) for line in self.text(service).splitlines()]

    def about(self, trace: str) -> set[tuple[str, str, str]]:
        """Service, line and kind of event of every business line in a trace."""
        return {
            (service, line["event"], line.get("event_type", "").removeprefix("laurel."))
            for service in SERVICES
            for line in self.lines(service)
            if line.get("trace") == trace and line["event"] in BUSINESS
        }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, infra: Infra) -> Iterator[Told]:
    """A stack whose services log as in production."""
    folder = tmp_path_factory.mktemp("programmes")
    publish_small_rounds(folder)
    base = tmp_path_factory.mktemp("logs")
    with running_stack(base, infra, programmes=folder, told={"LAUREL_LOGS": "json"}) as stack:
        yield Told(stack)


@pytest.fixture
async def small_round(
    told: Told, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SmallRound]:
    """The first round of that stack."""
    programme = publish_small_rounds(tmp_path_factory.mktemp("again"))
    house = House(told.stack, programme, programme, programme, iter(programme.rounds))
    async with Http(house.urls) as http:
        round_ = SmallRound(http, house.stack, programme, next(house.rounds))
        round_.open()
        yield round_


async def test_no_line_tells_whom_it_is_about_and_every_line_of_an_event_has_its_ids(
    told: Told, small_round: SmallRound
) -> None:
    trace = await _a_notice(told, small_round)
    await _a_bounce(told, small_round)
    await _bad_uploads(told, small_round)
    await _an_objection(told, small_round)
    await _foreign_messages(told)

    # A service writes its line after the deed, when others may have heard of it already.
    async def about() -> set[tuple[str, str, str]]:
        return told.about(trace)

    await until("the lines of the notice", about, EVERY_STEP.__le__)
    for service in SERVICES:
        text = told.text(service)
        assert [secret for secret in told.private if secret in text] == [], service
        for line in told.lines(service):
            assert {"event", "level", "timestamp", "service", "part"} <= line.keys(), line
            if line["event"] in BUSINESS:
                assert {"trace", "event_id", "subject"} <= line.keys(), line


def _private(told: Told, owner: Enterprise) -> None:
    names = owner.profile()["name"].values()
    told.private += [owner.email, str(owner.token), *names]


async def _a_notice(told: Told, small_round: SmallRound) -> str:
    """An enterprise is asked for what is missing; tells the trace of the officer's request."""
    trace = secrets.token_hex(16)
    application = await small_round.submitted(lacking=["M05"])
    _private(told, application.owner)
    told.private += [str(a.token) for a in (small_round.association, small_round.province.officer)]
    await small_round.association.notify(application, f"00-{trace}-{secrets.token_hex(8)}-01")
    await small_round.due_at(application)
    return trace


async def _a_bounce(told: Told, small_round: SmallRound) -> None:
    application = await small_round.asked(lacking=["M05"], mail="bounce")
    _private(told, application.owner)
    await escalated(application)


async def _bad_uploads(told: Told, small_round: SmallRound) -> None:
    draft = await small_round.draft("M01")
    _private(told, draft.owner)
    names = [f"{PERSON}-{MOBILE}.pdf", f"{ADDRESS}.pdf", f"{PERSON}.exe"]
    contents = [b"%PDF-1.7 " + PERSON.encode(), paper("M02")[:700], b"MZ" + 200 * b"\0"]
    told.private += [PERSON, MOBILE, ADDRESS]
    for name, content in zip(names, contents, strict=True):
        part = ("M02", (name, content, "application/pdf"))
        answer = await draft.owner.call("POST", f"{draft.path}/materials", files=[part])
        assert answer.status_code == 422, answer.text
    answer = await draft.owner.call("PUT", f"/intake/v1/enterprises/{draft.owner.uscc}", json={
        "name": {"zh": PERSON}, "email": MOBILE, "district": ADDRESS
    })  # fmt: skip
    assert answer.status_code == 422, answer.text


async def _an_objection(told: Told, small_round: SmallRound) -> None:
    application: Application = await small_round.accepted()
    _private(told, application.owner)
    list_ = await small_round.listed(application, leave_out="不再等待")
    await small_round.province.open_notice(list_)
    answer = await file_objection(small_round.public, list_, entry=1)
    assert answer.status_code == 201, answer.text
    told.private += [OBJECTOR["name"], OBJECTOR["phone"], OBJECTOR["employer"]]


async def _foreign_messages(told: Told) -> None:
    """Messages of somebody else, with people in body, key and headers: all of them are buried."""
    body = json.dumps({"name": PERSON, "email": ADDRESS, "phone": MOBILE}).encode()
    head = {"ce_specversion": "1.0", "ce_id": ADDRESS, "ce_source": "x", "ce_sequence": "1"}
    head |= {"ce_subject": PERSON, "ce_time": "2026-11-23T00:00:00Z"}
    topic = f"{told.stack.env('review')['LAUREL_TOPIC_PREFIX']}.applications.v1"
    kinds = {"laurel.application.submitted.v1", PERSON, "laurel.review.opened.v1"}
    messages = [
        Message(
            topic,
            PERSON.encode(),
            body,
            tuple((name, value.encode()) for name, value in {**head, "ce_type": kind}.items()),
        )
        for kind in kinds
    ]
    sender = Sender(Cluster(told.stack.kafka), "test")
    try:
        await sender.send([*messages, Message(topic, PERSON.encode(), body, ())])
    finally:
        await sender.stop()

    async def buried() -> int:
        lines = told.lines("review") + told.lines("stats")
        return sum(line["event"] == "buried" for line in lines)

    await until("all foreign messages are buried twice", buried, lambda seen: seen == 8)
