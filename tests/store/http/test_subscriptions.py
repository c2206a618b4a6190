"""Subscriptions as an agency has them over HTTP: its own, proven, changed, ended."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from shared.http.auth import Caller
from tests.receivers.verifying import Signed, python
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

    async def made(self, url: str, **more: Any) -> dict[str, Any]:
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
            await notify.send("PUT", f"/{made['id']}/position", {"after": "beginning"}),
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
