"""This version goes on with the databases and topics of a former one, whatever they hold.

In this order: each test goes on from where the one before it left the round.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from deploy.audit import audit
from deploy.local.infra import Infra
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.servers import Servers
from tests.clients.enterprise import Application, Enterprise
from tests.clients.http import Http
from tests.clients.papers import COMPLETE
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until, until_equal
from tests.recorded.recording import FORMER
from tests.stack import running_stack

RECOGNISED = (
    *("accepted_1", "accepted_by_statute", "recommended_1", "recommended_2"),
    *("sheet_applied", "sheet_waiting"),
)
LISTED = (*RECOGNISED, "to_recognise_1", "to_recognise_2")
MISSING, DUE, REFUSED = "【补正通知】", "【补正提醒】", "【不予受理告知】"


class Upgraded:
    """The stack of this version on what the former one left, and everybody who goes on."""

    def __init__(self, stack: LocalStack, http: Http) -> None:
        self.stack = stack
        programme = FORMER.programme
        self.rounds = {r.id: SmallRound(http, stack, programme, r) for r in programme.rounds}
        self.open = self.rounds["open"]
        self._http = http

    def __getitem__(self, name: str) -> Application:
        """The application that plays this part."""
        part = FORMER.cast[name]
        token = self.stack.issuer.mint(f"enterprise-{part.uscc}", ["enterprise"], uscc=part.uscc)
        owner = Enterprise(self._http, token, part.uscc, part.email)
        application = Application(owner, part.id)
        application.number = part.number
        return application

    def list_of(self, name: str) -> str:
        """The list of a round."""
        return f"{FORMER.programme.id}-{name}"

    async def subjects(self, name: str) -> list[str]:
        """What kinds of mail came to the enterprise of this part, newest first."""
        mails = await self.open.mailbox.mails_to(self[name].owner.email)
        return [mail["summary"]["subject"].split("】")[0] + "】" for mail in mails]

    async def is_mailed(self, name: str, *kinds: str) -> None:
        """Waits until these came to the enterprise of this part, the newest first."""

        async def mailed() -> list[str]:
            return await self.subjects(name)

        await until_equal(f"mails to {name}", mailed, list(kinds))

    async def reaches(self, name: str, stage: str) -> None:
        """Waits until the case of this part is in this stage."""

        async def now() -> str:
            answer = await self.open.association.call("GET", f"/review/v1/cases/{self[name].id}")
            return str(answer.json()["stage"]) if answer.is_success else "unknown"

        await until_equal(f"stage of {name}", now, stage)

    async def is_told(self, name: str, stage: str) -> None:
        """Waits until the enterprise of this part sees its application in this stage."""
        await until_equal(f"what {name} is told", self[name].stage, stage)

    async def supplements(self, name: str, *requirements: str) -> None:
        """Sends what was asked for, once its term runs, and formal review has it."""
        await self.open.due_at(self[name])
        await self[name].supplement(*requirements)
        await self.reaches(name, "formal_review")

    async def board(self, name: str) -> dict[str, Any]:
        """The counts of a round's board."""
        path = f"/stats/v1/rounds/{self.rounds[name].path}/board"
        found: dict[str, Any] = await self.open.public.get(path)
        return {
            "funnel": [step["count"] for step in found["funnel"]],
            "exits": {step["milestone"]: step["count"] for step in found["exits"]},
            "outcome": found["outcome"],
        }


@pytest.fixture(scope="module")
def servers(infra: Infra) -> Servers:
    """The servers with all that the former version left."""
    return asyncio.run(FORMER.put_back(infra))


@pytest.fixture(scope="module")
def stack(
    servers: Servers, infra: Infra, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalStack]:
    """The services of this version, at the instant at which the former one ended."""
    with running_stack(
        tmp_path_factory.mktemp("upgraded"),
        infra,
        programmes=FORMER.programmes,
        prefix=FORMER.prefix,
        begins=FORMER.at,
    ) as running:
        yield running


@pytest.fixture
async def upgraded(stack: LocalStack) -> AsyncIterator[Upgraded]:
    """Everybody, at their services."""
    urls = {name: stack.url(name) for name in SERVICES} | {"messages": stack.url("mail")}
    async with Http(urls) as http:
        yield Upgraded(stack, http)


async def test_what_was_half_done_is_done_by_itself(upgraded: Upgraded) -> None:
    # A list whose outcomes were given in part, with a withdrawal that came too late.
    for name in ("announced_1", "announced_2", "announced_3", "announced_withdrawing"):
        await upgraded.is_told(name, "recognised")
    await upgraded.is_told("announced_not_recognised", "not_recognised")
    # A summary sheet that was applied in part.
    for name in ("sheet_applied", "sheet_waiting"):
        await upgraded.reaches(name, "recommended")
        await upgraded.is_told(name, "recommended")
    # What no service had heard, or sent, yet.
    for name in ("submitted_unheard", "submitted_unpublished", "supplement_unheard"):
        await upgraded.reaches(name, "formal_review")
    await upgraded.reaches("withdrawal_unheard", "withdrawn")
    # Mails that could not leave, and a notice that was not written.
    await upgraded.is_mailed("mail_away", MISSING)
    await upgraded.is_mailed("refused_unsent", REFUSED)
    await upgraded.is_mailed("notice_unwritten", MISSING)
    await upgraded.is_mailed("awaiting", DUE)
    for name in ("bounced", "expired", "refused", "reopened", "still_incomplete"):
        assert await upgraded.subjects(name) == []


async def test_what_an_enterprise_was_told_is_read_as_before(upgraded: Upgraded) -> None:
    owner = upgraded["reopened"].owner
    lines = await owner.notices()
    assert [(line["kind"], line["supplement_round"], line["status"]) for line in lines] == [
        ("reopened", 0, "delivered"),
        ("not_accepted", 0, "delivered"),
        ("supplement_due", 1, "delivered"),
        ("supplement_due", 1, "delivered"),
        ("materials_missing", 1, "delivered"),
    ]
    back, refused, _, reminder, asked = [
        await owner.get(f"/notify/v1/inbox/{line['id']}") for line in lines
    ]
    assert back["takes_back"]["notice"] == refused["id"]
    assert refused["non_acceptance"]["reason"] == "not_supplemented"
    assert refused["non_acceptance"]["missed"]["due_at"] == asked["due_at"]
    assert (back["items"], back["terms"], refused["terms"]) == ([], None, None)
    for notice in (asked, reminder, refused):
        assert [item["requirement"] for item in notice["items"]] == ["M05"]
        assert notice["demands"] == [{"branches": [["M05"]], "choose": 1, "ways": []}]
    for notice in (asked, reminder):
        assert notice["terms"]["days"] == 5
        assert notice["due_explanation"] is not None


async def test_every_case_goes_on_to_its_end(upgraded: Upgraded) -> None:
    round_ = upgraded.open
    await _formal_review_ends(upgraded)
    await _recommended_and_decided(upgraded)
    round_.now(round_.working_day(round_.round.closes_at, 32))
    await _announced(upgraded)
    for name in (*RECOGNISED, "frozen_1", "frozen_2"):
        await upgraded.is_told(name, "recognised")
    for name in ("reopened", "awaiting", "not_to_recognise", "accepted_2", "to_recognise_1"):
        await upgraded.is_told(name, "not_recognised")
    await upgraded.is_told("frozen_not_recognised", "not_recognised")
    await upgraded.is_told("to_recognise_2", "withdrawn")
    for name in ("withdrawn", "withdrawn_recommended", "withdrawal_unheard"):
        await upgraded.is_told(name, "withdrawn")
    for name in ("expired", "refused", "refused_unsent", "still_incomplete", "judged"):
        await upgraded.is_told(name, "not_accepted")
    await upgraded.is_told("returned_incomplete", "not_accepted")
    for name in ("noticed_2", "noticed_3", "noticed_4"):
        await upgraded.is_told(name, "recognised")
    await upgraded.is_told("noticed_1", "not_recognised")


async def test_the_figures_are_exact_and_the_books_balance(
    upgraded: Upgraded, servers: Servers
) -> None:
    submitted = sum(1 for part in FORMER.cast.values() if part.round == "open")
    boards: Mapping[str, dict[str, Any]] = {
        "announced": {
            "funnel": [5, 5, 5, 4],
            "exits": _exits(not_recognised=1),
            "outcome": _outcome(recommended=5, recognised=4, not_recognised=1),
        },
        "noticed": {
            "funnel": [4, 4, 4, 3],
            "exits": _exits(not_recognised=1),
            "outcome": _outcome(recommended=4, recognised=3, not_recognised=1),
        },
        "frozen": {
            "funnel": [3, 3, 3, 2],
            "exits": _exits(not_recognised=1),
            "outcome": _outcome(recommended=3, recognised=2, not_recognised=1),
        },
        "open": {
            "funnel": [submitted, submitted - 8, 13, 6],
            "exits": _exits(withdrawn=4, not_accepted=6, not_recognised=5, not_recommended=11),
            "outcome": _outcome(recommended=13, recognised=6, not_recognised=5, withdrawn=2),
        },
    }
    for name, board in boards.items():

        async def now(name: str = name) -> dict[str, Any]:
            return await upgraded.board(name)

        await until_equal(f"board of {name}", now, board)
    await upgraded.rounds["announced"].figures_become(
        recommended="5", recognised="4", pass_rate="80.0", recommended_yoy="150.0"
    )
    await until("the audit", lambda: audit(servers), lambda found: found.balanced)


async def _formal_review_ends(upgraded: Upgraded) -> None:
    association = upgraded.open.association
    await upgraded["draft_empty"].upload(*COMPLETE[1:])
    for name in ("draft_empty", "draft_ready"):
        await upgraded[name].submit()
        await upgraded.reaches(name, "formal_review")
    for name in ("incomplete", "judged"):
        await association.notify(upgraded[name])
    bounced = upgraded["bounced"].owner
    (notice,) = await bounced.notices()
    await bounced.ask("POST", f"/notify/v1/inbox/{notice['id']}/receipt")
    for name in ("incomplete", "bounced", "mail_away", "notice_unwritten", "awaiting"):
        await upgraded.supplements(name, "M05")
    for name in (
        *("draft_empty", "draft_ready", "complete", "submitted_unheard", "submitted_unpublished"),
        *("supplement_unheard", "returned_complete", "reopened"),
        *("incomplete", "bounced", "mail_away", "notice_unwritten", "awaiting"),
    ):
        await association.accept(upgraded[name])
    path = f"/review/v1/cases/{upgraded['returned_incomplete'].id}/non-acceptance"
    await association.ask("POST", path, json={"reason": "still_incomplete"})
    upgraded.open.now(await upgraded.open.due_at(upgraded["judged"]))
    await upgraded.reaches("judged", "not_accepted")


async def _recommended_and_decided(upgraded: Upgraded) -> None:
    round_ = upgraded.open
    recommended = ("accepted_1", "accepted_2", "accepted_by_statute", "reopened", "awaiting")
    rows = [upgraded[name] for name in recommended]
    beyond = await round_.city.try_recommend(round_.path, [*rows, upgraded["complete"]], "sheet-3")
    assert (beyond.status_code, beyond.json()["type"].rpartition("/")[2]) == (409, "quota-exceeded")
    answer = await round_.city.try_recommend(round_.path, rows, "sheet-4")
    assert answer.is_success, answer.text
    for name in RECOGNISED:
        await round_.reaches(upgraded[name], "recommended")
        assert (await round_.province.decide(upgraded[name]))["done"]
    for name in ("accepted_2", "reopened", "awaiting"):
        row = await round_.province.decide(upgraded[name], "not_recognise", "not_in_field")
        assert row["done"], row


async def _announced(upgraded: Upgraded) -> None:
    round_, province = upgraded.open, upgraded.open.province
    round_.now(round_.round.recommend_by or round_.round.closes_at)
    list_ = await province.freeze(round_.path)
    notice = await province.open_notice(list_)
    await province.open_notice(upgraded.list_of("frozen"))
    assert (await upgraded["to_recognise_2"].try_withdraw()).is_success
    await upgraded.reaches("to_recognise_2", "withdrawn")
    numbers = sorted(upgraded[name].number for name in LISTED)
    entry = numbers.index(upgraded["to_recognise_1"].number) + 1
    objection = await _object(upgraded, list_, entry)
    await province.serve_objection(list_, objection)
    await upgraded["to_recognise_1"].owner.answer_objection(list_, objection)
    await province.decide_objection(list_, objection, "upheld", "facts_confirmed")
    noticed = upgraded.list_of("noticed")
    objections = await province.officer.get(f"/review/v1/lists/{noticed}/objections")
    (waiting,) = [o["objection"] for o in objections["objections"] if o["state"] == "open"]
    await province.decide_objection(noticed, waiting, "dismissed", "facts_not_confirmed")
    closes_at = datetime.fromisoformat(notice["closes_at"])
    round_.now(closes_at + timedelta(hours=1))
    assert await province.announce(noticed) == {"recognised": 3, "removed": 1}
    assert await province.announce(upgraded.list_of("frozen")) == {"recognised": 2, "removed": 0}
    assert await province.announce(list_) == {"recognised": 6, "removed": 2}


async def _object(upgraded: Upgraded, list_: str, entry: int) -> str:
    body = {
        "entry": entry,
        "objector": {
            "kind": "organisation",
            "name": "江门测试协会",
            "phone": "0750-0000000",
            "contact": "测试联系人",
            "seal": "江门测试协会",
        },
        "facts": "该产品的专利权人并非申报单位。",
        "evidence": "专利登记簿副本。",
    }
    path = f"/review/v1/lists/{list_}/objections"
    objection = str((await upgraded.open.public.ask("POST", path, json=body))["objection"])
    await upgraded.open.province.verify_objection(list_, objection)
    return objection


def _exits(**counts: int) -> dict[str, int]:
    none = dict.fromkeys(("withdrawn", "not_accepted", "not_recommended", "not_recognised"), 0)
    return {**none, "open": 0, **counts}


def _outcome(*, recommended: int, recognised: int = 0, **counts: int) -> dict[str, int]:
    """The split as every programme names it, and as the former version named it."""
    failed = counts.get("not_recognised", 0)
    named = {"base": recommended, "success": recognised, "failed": failed}
    former = {"recommended": recommended, "recognised": recognised, "not_recognised": failed}
    return {**named, **former, "withdrawn": 0, "undecided": 0, **counts}
