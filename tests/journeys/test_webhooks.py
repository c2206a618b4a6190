"""An agency is sent what a round comes to, and proves that it has it all."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from tests.clients.http import Http
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.journeys.conftest import House
from tests.receivers.verifying import Signed, python
from tests.store.notify.agencies.receivers import Received, answer, listening

AT = "/notify/v1/subscriptions"


@dataclass
class Agency:
    """A receiver with a ledger of its own: by id what came, once its signature is verified."""

    secret: str = ""
    messages: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    refused: int = 0

    async def take(self, request: Received, writer: asyncio.StreamWriter) -> None:
        """Gives a challenge back, and keeps the rest."""
        signed = Signed(self.secret, request.headers, request.body)
        if python([signed]) != ["taken"]:
            self.refused += 1
            await answer(writer, 401)
            return
        event = json.loads(request.body)
        if challenge := event["data"].get("challenge"):
            await answer(writer, 200, body=challenge)
            return
        self.messages[request.headers["webhook-id"]] = event
        await answer(writer, 204)

    async def stand(self) -> dict[str, str]:
        """Where each subject stands, by the largest sequence that came of it."""
        found: dict[str, str] = {}
        for event in sorted(self.messages.values(), key=lambda each: int(each["sequence"])):
            if event.get("outcome"):
                found[event["subject"]] = event["outcome"]
        return found


async def test_a_round_and_its_correction_arrive_and_the_books_agree(
    house: House, small_round: SmallRound
) -> None:
    token = house.stack.issuer.mint("tax-1", ["agency"], office="tax")
    wanted = {"programme": [small_round.programme.id], "round": [small_round.round.id]}
    agency, province = Agency(), small_round.province
    async with listening(agency.take) as receiver, Http(house.urls) as http:
        body = {"name": "Tax bureau", "url": receiver.url, "filter": wanted}
        made = (await http.send("POST", AT, token, json=body)).json()
        agency.secret = made["secret"]
        proven = await http.send("POST", f"{AT}/{made['id']}/challenge", token)
        assert proven.json()["state"] == "active", proven.text

        three = [await small_round.accepted() for _ in range(3)]
        list_ = await small_round.listed(*three)
        small_round.end_notice(await province.open_notice(list_))
        # Nothing is told before the announcement.
        assert agency.messages == {}
        await province.announce(list_)
        recognised = {one.id: "recognised" for one in three}
        await until("three recognised", agency.stand, lambda found: found == recognised)

        announced = await small_round.public.get(f"/review/v1/lists/{list_}")
        day = datetime.fromisoformat(announced["announced_at"])
        small_round.now(day + timedelta(days=20))
        gone = {"application": three[0].id, "change": "removed"}
        await province.correct(list_, "withdrawn", "经核实同意退出。", [gone])
        corrected = {**recognised, three[0].id: "not_recognised"}
        await until("the correction", agency.stand, lambda found: found == corrected)

        last = max(agency.messages.values(), key=lambda event: event["position"])
        path = "/notify/v1/outcomes/reconciliation"
        params = {**wanted, "as_of": last["cursor"]}
        theirs = (await http.send("GET", path, token, params=params)).json()
        ids = sorted(agency.messages)
        assert theirs["messages"] == len(ids)
        assert theirs["digest"] == sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()
        deliveries = (await http.send("GET", f"{AT}/{made['id']}/deliveries", token)).json()
        assert {one["message"] for one in deliveries["deliveries"]} <= set(ids)
        ended = await http.send("PUT", f"{AT}/{made['id']}/end", token, json={})
        assert ended.json()["state"] == "ended"
    assert agency.refused == 0
