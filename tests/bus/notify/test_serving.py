"""What mail could not deliver is served by an office, and sent again by an operator."""

from typing import Any

from httpx import AsyncClient

from shared.contracts.notices import NoticeServed
from tests.bus.notify.conftest import World, kinds, until
from tests.fakes.notify import USCC, materials_missing

BAD = "zhang@example.cn"
ROUND = "/rounds/gd-hightech-product-jiangmen/2019"


async def failed(office: AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await office.get(f"{ROUND}/failed-deliveries")).json()["notices"]
    return found


async def bounced(world: World, office: AsyncClient, *more: str) -> str:
    """The id of a notice that mail refused."""
    world.mail.answers[BAD] = ["550 5.1.1 no such mailbox", *more]
    await world.enterprise(BAD)
    await world.publish("review", "a1", 2, materials_missing())

    async def is_listed() -> bool:
        return bool(await failed(office))

    await until(is_listed)
    (line,) = await failed(office)
    assert (line["application"], line["uscc"], line["kind"]) == ("a1", USCC, "materials_missing")
    assert line["last_attempt"]["answer"] == "550 5.1.1 no such mailbox"
    assert BAD not in str(line)
    return str(line["id"])


async def test_an_office_serves_by_post_what_bounced_and_it_is_delivered_once(
    world: World,
) -> None:
    async with (
        world.notify() as app,
        world.client(app, "association") as office,
        world.client(app, "enterprise", USCC) as enterprise,
    ):
        notice = await bounced(world, office)
        written = (await office.get("/applications/a1/notices")).json()["notices"][0]["written_at"]
        body = {"method": "post", "done_at": written, "reference": "EMS 1", "received_by": "王某"}
        path = f"/notices/{notice}/service"
        assert (await enterprise.post(path, json=body)).status_code == 403
        for _ in range(2):
            answer = await office.post(path, json=body)
            assert (answer.status_code, answer.json()["status"]) == (200, "delivered")
            assert answer.json()["channel"] == "post"
            assert answer.json()["service"]["reference"] == "EMS 1"
        refused = await office.post(path, json={**body, "method": "phone"})
        assert refused.status_code == 409
        assert refused.json()["type"].endswith("/already-delivered")
        assert await failed(office) == []
        assert (await enterprise.get(f"/inbox/{notice}")).json()["channel"] == "post"
        events = await world.published(4)
    assert kinds(events) == ["sent", "bounced", "escalated", "served"]
    served = events[3].event
    assert isinstance(served, NoticeServed)
    assert "王某" not in served.model_dump_json()


async def test_an_office_corrects_its_record_and_what_was_wrong_is_kept(world: World) -> None:
    async with world.notify() as app, world.client(app, "association") as office:
        notice = await bounced(world, office)
        written = (await office.get("/applications/a1/notices")).json()["notices"][0]["written_at"]
        path = f"/notices/{notice}/service"
        body = {"method": "phone", "done_at": written, "reference": "0750-1234567"}
        untaken = await office.post(path, json=body)
        assert [wrong["field"] for wrong in untaken.json()["errors"]] == ["received_by"]
        assert (await office.post(path, json={**body, "received_by": "王某"})).is_success
        right = {**body, "method": "post", "received_by": "李某", "reference": "EMS 2"}
        assert (await office.put(path, json=right)).json()["errors"][0]["field"] == "reason"
        for _ in range(2):
            answer = await office.put(path, json={**right, "reason": "并非电话送达"})
            assert answer.status_code == 200
        told = answer.json()
        events = await world.published(6)
    assert (told["channel"], told["service"]["received_by"]) == ("post", "李某")
    (wrong,) = told["corrected_services"]
    assert (wrong["reason"], wrong["record"]["method"]) == ("并非电话送达", "phone")
    assert kinds(events)[3:] == ["served", "service-withdrawn", "served"]


async def test_what_is_published_is_not_told_as_delivered_yet(world: World) -> None:
    async with world.notify() as app, world.client(app, "association") as office:
        notice = await bounced(world, office)
        written = (await office.get("/applications/a1/notices")).json()["notices"][0]["written_at"]
        body = {"method": "publication", "done_at": written, "reference": "江门日报"}
        told = (await office.post(f"/notices/{notice}/service", json=body)).json()
        assert await failed(office) == []
        events = await world.published(3)
    assert (told["status"], told["delivered_at"]) == ("escalated", None)
    assert told["counts_from"] > written
    assert kinds(events) == ["sent", "bounced", "escalated"]


async def test_an_operator_has_a_notice_sent_again_once_for_each_key(world: World) -> None:
    async with (
        world.notify() as app,
        world.client(app, "association") as office,
        world.client(app, "operator") as operator,
    ):
        notice = await bounced(world, office)
        path, body = f"/notices/{notice}/resendings/k1", {"reason": "The mailbox is there now."}
        assert (await office.put(path, json=body)).status_code == 403
        assert (await operator.put(path, json={})).status_code == 422
        for _ in range(2):
            assert (await operator.put(path, json=body)).status_code == 200
        await until(lambda: len(world.mail.to(BAD)) == 1)
        for _ in range(2):
            assert (await operator.put(path, json=body)).status_code == 200
        reused = await operator.put(path, json={"reason": "Something else."})
        assert (reused.status_code, reused.json()["errors"][0]["field"]) == (422, "key")
        events = await world.published(5)
        seen = (await operator.get("/applications/a1/notices")).json()["notices"][0]
    assert kinds(events) == ["sent", "bounced", "escalated", "sent", "delivered"]
    (mail,) = world.mail.to(BAD)
    assert mail["Message-ID"] == f"<{notice}.1@laurel.example>"
    assert [(each["by"], each["reason"]) for each in seen["resendings"]] == [
        ("someone", "The mailbox is there now.")
    ]
