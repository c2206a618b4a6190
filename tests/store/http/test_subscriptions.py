"""Subscriptions as an agency has them over HTTP: its own, proven, changed, ended."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI

from services.notify.store.agencies.outcomes import MongoOutcomes
from shared.http.auth import Caller
from shared.mongo import connect
from tests.clients.waiting import until
from tests.receivers.verifying import Signed, python
from tests.store.notify.agencies.house import outcome
from tests.store.notify.agencies.receivers import Received, Receiver, answer, listening

AT = "/notify/v1/subscriptions"


@dataclass
class Notify:
    """Notify's interface, for whoever calls."""

    app: FastAPI
    roles: frozenset[str] = frozenset({"agency"})
    account: str = "tax-1"
    office: str | None = "tax"

    async def caller(self, token: str) -> Caller:
        """Who calls."""
        return Caller(self.account, "Somebody", self.roles, None, self.office)

    def become(self, account: str, office: str | None, *roles: str) -> None:
        """From here on somebody else calls."""
        self.account, self.office, self.roles = account, office, frozenset(roles)

    async def send(self, method: str, path: str = "", body: Any = None) -> httpx.Response:
        """Calls below the subscriptions."""
        self.app.state.tokens = self
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
            headers = {"Authorization": "Bearer x"}
            return await http.request(method, AT + path, json=body, headers=headers)

    async def made(self, url: str | None, **more: Any) -> dict[str, Any]:
        """A new subscription."""
        answered = await self.send("POST", "", {"name": "Tax", "url": url, **more})
        assert answered.status_code == 201, answered.text
        found: dict[str, Any] = answered.json()
        return found

    async def proven(self, receiver: Receiver) -> dict[str, Any]:
        """A new one whose receiver has answered a challenge."""
        made = await self.made(receiver.url)
        answered = await self.send("POST", f"/{made['id']}/challenge")
        assert answered.status_code == 200, answered.text
        return {**made, **answered.json()}


async def echo(request: Received, writer: asyncio.StreamWriter) -> None:
    """Gives a challenge back, and takes the rest."""
    data = json.loads(request.body)["data"]
    await answer(writer, 200, body=json.dumps({"challenge": data.get("challenge", "")}))


def code(answered: httpx.Response) -> str:
    """The kind of problem, with the status."""
    return f"{answered.status_code} {answered.json()['type'].rpartition('/')[2]}"


@pytest.fixture
def notify(apps: dict[str, FastAPI]) -> Notify:
    """As an agency."""
    return Notify(apps["notify"])


async def test_a_secret_is_shown_once_and_a_receiver_proves_itself_by_it(notify: Notify) -> None:
    async with listening(echo) as receiver:
        made = await notify.made(receiver.url, filter={"outcome": ["recognised"]})
        assert made["state"] == "unproven"
        assert made["filter"]["outcome"] == ["recognised"]
        assert made["public_key"] is None
        proven = await notify.send("POST", f"/{made['id']}/challenge")
    assert proven.json()["state"] == "active"
    assert [act["did"] for act in proven.json()["acts"]] == ["created", "proven"]
    (came,) = receiver.received
    assert json.loads(came.body)["type"] == "laurel.subscription.challenge.v1"
    assert python([Signed(made["secret"], came.headers, came.body)]) == ["taken"]
    shown = (await notify.send("GET", f"/{made['id']}")).text
    assert made["secret"] not in shown
    assert "secret" not in json.loads(shown)


@pytest.mark.parametrize("status", [200, 302, 500])
async def test_who_does_not_give_the_challenge_back_is_not_sent_to(
    notify: Notify, status: int
) -> None:
    async def otherwise(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, status, body="hello")

    async with listening(otherwise) as receiver:
        made = await notify.made(receiver.url)
        answered = await notify.send("POST", f"/{made['id']}/challenge")
        assert code(answered) == "409 receiver-not-proven"
        soon = await notify.send("POST", f"/{made['id']}/challenge")
        assert code(soon) == "429 message-just-sent"
        assert soon.headers["retry-after"] == "5"
    assert len(receiver.received) == 1
    assert (await notify.send("GET", f"/{made['id']}")).json()["state"] == "unproven"


@pytest.mark.parametrize(
    "url",
    ["https://10.0.0.1/", "https://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/", "ftp://a"],
)
async def test_no_receiver_leads_inwards(notify: Notify, url: str) -> None:
    answered = await notify.send("POST", "", {"name": "Tax", "url": url})
    assert code(answered) == "422 invalid-request"
    assert answered.json()["errors"][0]["field"] == "url"


async def test_an_agency_knows_its_own_alone_and_an_operator_all(notify: Notify) -> None:
    async with listening(echo) as receiver:
        made = await notify.proven(receiver)
        notify.become("tax-2", "tax", "agency")
        assert (await notify.send("GET", f"/{made['id']}")).status_code == 200
        notify.become("bank-1", "bank", "agency")
        hidden = [
            await notify.send("GET", f"/{made['id']}"),
            await notify.send("POST", f"/{made['id']}/challenge"),
            await notify.send("PUT", f"/{made['id']}/filter", {}),
            await notify.send("PUT", f"/{made['id']}/pause", {}),
            await notify.send("PUT", f"/{made['id']}/resumption", {}),
            await notify.send("PUT", f"/{made['id']}/end", {}),
            await notify.send("POST", f"/{made['id']}/secret", {}),
            await notify.send("PUT", f"/{made['id']}/url", {"url": receiver.url}),
            await notify.send("PUT", f"/{made['id']}/contact", {"email": None}),
            await notify.send("PUT", f"/{made['id']}/position", {"after": "beginning"}),
            await notify.send("GET", f"/{made['id']}/outcomes"),
            await notify.send("GET", f"/{made['id']}/reconciliation"),
            await notify.send("GET", f"/{made['id']}/deliveries"),
            await notify.send("GET", f"/{made['id']}/deliveries/1"),
            await notify.send("POST", f"/{made['id']}/deliveries/1/attempts"),
            await notify.send("POST", f"/{made['id']}/tests"),
        ]
        assert {code(each) for each in hidden} == {"404 not-found"}
        assert (await notify.send("GET")).json()["subscriptions"] == []
        notify.become("operator-1", None, "operator")
        listed = (await notify.send("GET")).json()["subscriptions"]
        assert [each["id"] for each in listed] == [made["id"]]
        assert code(await notify.send("POST", "", {"name": "n", "url": "https://a.cn"})) == (
            "403 forbidden"
        )
    assert len(receiver.received) == 1


async def test_what_an_operator_pauses_an_operator_resumes(notify: Notify) -> None:
    async with listening(echo) as receiver:
        made = await notify.proven(receiver)
    notify.become("operator-1", None, "operator")
    paused = await notify.send("PUT", f"/{made['id']}/pause", {"reason": "too many"})
    assert paused.json()["last_act"]["side"] == "operator"
    notify.become("tax-1", "tax", "agency")
    refused = await notify.send("PUT", f"/{made['id']}/resumption", {})
    assert code(refused) == "409 subscription-state"
    assert "too many" in refused.json()["detail"]
    notify.become("operator-1", None, "operator")
    assert (await notify.send("PUT", f"/{made['id']}/resumption", {})).json()["state"] == "active"


async def test_a_new_secret_is_shown_and_the_former_signs_too(notify: Notify) -> None:
    async with listening(echo) as receiver:
        made = await notify.proven(receiver)
        new = (await notify.send("POST", f"/{made['id']}/secret", {"overlap_hours": 1})).json()
        assert new["secret"] != made["secret"]
        tried: dict[str, Any] = {}
        while "status" not in tried:
            tried = (await notify.send("POST", f"/{made['id']}/tests")).json()
            tried = {} if tried.get("status") == 429 else tried
    assert tried["status"] == 200
    came = receiver.received[-1]
    assert json.loads(came.body)["type"] == "laurel.subscription.test.v1"
    for secret in (made["secret"], new["secret"]):
        assert python([Signed(secret, came.headers, came.body)]) == ["taken"]


async def test_an_agency_has_so_many_and_may_end_one(notify: Notify) -> None:
    made = [await notify.made("https://hooks.tax.gov.cn/") for _ in range(20)]
    full = await notify.send("POST", "", {"name": "n", "url": "https://hooks.tax.gov.cn/"})
    assert code(full) == "409 too-many-subscriptions"
    ended = await notify.send("PUT", f"/{made[0]['id']}/end", {})
    assert ended.json()["state"] == "ended"
    assert (await notify.send("PUT", f"/{made[0]['id']}/end", {})).status_code == 200
    assert code(await notify.send("PUT", f"/{made[0]['id']}/filter", {})) == (
        "409 subscription-state"
    )
    await notify.made("https://hooks.tax.gov.cn/")
    listed = (await notify.send("GET", "?state=unproven&limit=10")).json()
    assert len(listed["subscriptions"]) == 10
    rest = (await notify.send("GET", f"?state=unproven&cursor={listed['next']}")).json()
    assert len(rest["subscriptions"]) == 10
    assert rest["next"] is None


async def test_a_key_s_public_half_is_shown_for_v1a(notify: Notify) -> None:
    made = await notify.made("https://hooks.tax.gov.cn/", schemes=["v1", "v1a"])
    assert made["public_key"].startswith("whpk_")


async def test_a_kind_that_there_is_not_and_a_cursor_of_nobody_are_refused(notify: Notify) -> None:
    made = await notify.made("https://hooks.tax.gov.cn/", after="beginning")
    assert made["position"] == 0
    wrong = await notify.send("PUT", f"/{made['id']}/filter", {"kind": ["laurel.nothing.v1"]})
    assert code(wrong) == "422 invalid-request"
    for cursor, said in (
        ("xyz", "422 invalid-request"),
        ("AAAAAAARhMkjrKCp", "409 foreign-cursor"),
    ):
        refused = await notify.send("PUT", f"/{made['id']}/position", {"after": cursor})
        assert code(refused) == said


@pytest.fixture
async def ledger(mongo_uri: str, database: str) -> AsyncIterator[MongoOutcomes]:
    """The outcomes that notify has."""
    async with connect(mongo_uri, database) as found:
        yield MongoOutcomes(found["outcomes"], lambda: None)


async def read(notify: Notify, identity: str, **asked: Any) -> dict[str, Any]:
    """A page of the feed of a subscription."""
    query = urlencode(asked)
    answered = await notify.send("GET", f"/{identity}/outcomes?{query}")
    assert answered.status_code == 200, answered.text
    page: dict[str, Any] = answered.json()
    return page


def told(page: dict[str, Any]) -> list[str]:
    """The subjects on it."""
    return [each["subject"] for each in page["outcomes"]]


async def test_a_feed_is_read_by_its_filter_from_where_it_was_dealt_with(
    notify: Notify, ledger: MongoOutcomes
) -> None:
    await ledger.add([outcome(1), outcome(2, "other")])
    made = await notify.made(None, kind="feed", filter={"programme": ["p"]}, after="beginning")
    assert (made["state"], made["url"], made["secret"]) == ("active", None, None)
    await ledger.add([outcome(3), outcome(4)])
    first = await read(notify, made["id"], limit=2)
    assert told(first) == ["a1", "a3"]
    # Reading alone moves nothing: whoever is killed over a page gets it again.
    assert told(await read(notify, made["id"], limit=2)) == ["a1", "a3"]
    moved = await notify.send("PUT", f"/{made['id']}/position", {"after": first["next"]})
    assert (moved.json()["position"], moved.json()["behind"]) == (3, 1)
    assert moved.json()["read_at"] is not None
    assert [act["did"] for act in moved.json()["acts"]] == ["created"]
    assert told(await read(notify, made["id"])) == ["a4"]
    assert told(await read(notify, made["id"], after=first["outcomes"][0]["cursor"])) == [
        "a3",
        "a4",
    ]
    anew = await notify.send("PUT", f"/{made['id']}/position", {"after": "beginning"})
    assert [act["did"] for act in anew.json()["acts"]] == ["created", "rewound"]
    assert told(await read(notify, made["id"])) == ["a1", "a3", "a4"]
    counted = (await notify.send("GET", f"/{made['id']}/reconciliation")).json()
    assert (counted["messages"], counted["subjects"]) == (3, {"recognised": 3})


async def test_a_feed_that_is_paused_or_has_ended_is_not_read(notify: Notify) -> None:
    made = await notify.made(None, kind="feed")
    await notify.send("PUT", f"/{made['id']}/pause", {})
    refused = await notify.send("GET", f"/{made['id']}/outcomes")
    assert code(refused) == "409 subscription-state"
    await notify.send("PUT", f"/{made['id']}/resumption", {})
    await read(notify, made["id"])
    await notify.send("PUT", f"/{made['id']}/end", {})
    for refused in (
        await notify.send("GET", f"/{made['id']}/outcomes"),
        await notify.send("PUT", f"/{made['id']}/position", {"after": "beginning"}),
    ):
        assert code(refused) == "409 subscription-state"


async def test_an_operator_gives_a_login_to_who_reads_kafka(notify: Notify) -> None:
    made = await notify.made(None, kind="kafka")
    assert (made["state"], made["login"], made["position"]) == ("unproven", None, None)
    login = {"login": "agency-tax"}
    assert code(await notify.send("PUT", f"/{made['id']}/login", login)) == "403 forbidden"
    notify.become("operator-1", None, "operator")
    given = (await notify.send("PUT", f"/{made['id']}/login", login)).json()
    assert (given["state"], given["group"]) == ("active", "agency-tax.outcomes")
    # No Kafka answers here, and what it keeps to itself nobody knows.
    assert given["behind"] is None
    assert given["last_act"]["did"] == "login_given"
    wrong = await notify.send("PUT", f"/{made['id']}/login", {"login": "laurel"})
    assert code(wrong) == "422 invalid-request"


@pytest.mark.parametrize("kind", ["feed", "kafka"])
async def test_what_is_for_webhooks_is_refused_to_other_kinds(notify: Notify, kind: str) -> None:
    made = await notify.made(None, kind=kind)
    for refused in (
        await notify.send("POST", f"/{made['id']}/challenge"),
        await notify.send("POST", f"/{made['id']}/secret", {}),
        await notify.send("PUT", f"/{made['id']}/url", {"url": "https://hooks.tax.gov.cn/"}),
        await notify.send("POST", f"/{made['id']}/tests"),
        await notify.send("POST", f"/{made['id']}/deliveries/1/attempts"),
    ):
        assert code(refused) == "409 subscription-state"
        assert f"of the kind {kind}" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "webhook"}, ["url"]),
        ({"kind": "feed", "url": "https://hooks.tax.gov.cn/"}, ["url"]),
        (
            {
                "kind": "kafka",
                "url": "https://hooks.tax.gov.cn/",
                "filter": {"round": ["2019"]},
                "after": "beginning",
            },
            ["url", "filter", "after"],
        ),
    ],
)
async def test_what_a_kind_does_not_have_is_refused(
    notify: Notify, body: dict[str, Any], fields: list[str]
) -> None:
    refused = await notify.send("POST", "", {"name": "Tax", **body})
    assert code(refused) == "422 invalid-request"
    assert [error["field"] for error in refused.json()["errors"]] == fields


async def test_another_address_is_sent_to_once_it_has_answered(notify: Notify) -> None:
    async def otherwise(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, 200, body="hello")

    async with listening(echo) as first, listening(otherwise) as wrong, listening(echo) as second:
        made = await notify.proven(first)
        at = f"/{made['id']}"
        inwards = await notify.send("PUT", f"{at}/url", {"url": "https://10.0.0.1/"})
        assert code(inwards) == "422 invalid-request"
        for other, proves in ((wrong, False), (second, True)):
            asked = (await notify.send("PUT", f"{at}/url", {"url": other.url})).json()
            assert (asked["url"], asked["moving_to"]) == (first.url, other.url)
            answered = await challenged(notify, at)
            assert (answered.status_code == 200) == proves, answered.text
            stands = (await notify.send("GET", at)).json()
            assert stands["url"] == (second.url if proves else first.url)
            assert stands["moving_to"] == (None if proves else wrong.url)
    assert len(second.received) == 1


async def challenged(notify: Notify, at: str) -> httpx.Response:
    """A challenge, as soon as the receiver may be called again."""

    async def asked() -> httpx.Response:
        return await notify.send("POST", f"{at}/challenge")

    return await until("a challenge", asked, lambda answered: answered.status_code != 429)


async def test_an_agency_says_whom_to_tell_and_takes_it_back(notify: Notify) -> None:
    contact = {"email": "zhangsan@example.cn", "language": "en"}
    made = await notify.made("https://hooks.tax.gov.cn/", contact=contact)
    assert made["contact"] == contact
    wrong = await notify.send("PUT", f"/{made['id']}/contact", {"email": "zhangsan"})
    assert code(wrong) == "422 invalid-request"
    nobody = await notify.send("PUT", f"/{made['id']}/contact", {"email": None})
    assert nobody.json()["contact"] is None
    assert nobody.json()["last_act"]["did"] == "contact_changed"
