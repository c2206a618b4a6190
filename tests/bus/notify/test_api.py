"""What enterprises and offices see of notices, each only what is theirs."""

from shared.contracts.notices import NoticeDelivered
from tests.bus.notify.conftest import World, kinds, until
from tests.fakes.notify import (
    DUE,
    USCC,
    a_non_acceptance,
    case_closed,
    clock_started,
    materials_missing,
    not_accepted,
)

OTHER = "91440700MA4UKX8E2C"
BAD = "zhang@example.cn"


async def test_a_bounced_notice_is_read_in_the_inbox_and_opening_it_proves_delivery(
    world: World,
) -> None:
    world.mail.answers[BAD] = [f"550 5.1.1 <{BAD}>: no such mailbox"]
    async with world.notify() as app, world.client(app, "enterprise", USCC) as me:
        await world.enterprise(BAD)
        await world.publish("review", "a1", 2, materials_missing())

        async def bounced() -> bool:
            return await world.status("a1") == "escalated"

        await until(bounced)
        (line,) = (await me.get("/inbox")).json()["notices"]
        assert (line["application"], line["status"], line["channel"]) == (
            "a1",
            "escalated",
            "inbox",
        )
        assert (line["delivered_at"], line["due_at"]) == (None, None)
        whole = (await me.get(f"/inbox/{line['id']}")).json()
        assert [item["requirement"] for item in whole["items"]] == ["M05", "M07"]
        assert whole["demands"] == [
            {"branches": [["M05"]], "choose": 1, "ways": []},
            {"branches": [["M07"], ["M05"], ["M09"]], "choose": 1, "ways": []},
        ]
        assert "M05未提供" in whole["text"]

        for _ in range(2):
            receipt = await me.post(f"/inbox/{line['id']}/receipt")
            assert (receipt.status_code, receipt.json()["status"]) == (200, "delivered")
        events = await world.published(4)
        assert kinds(events) == ["sent", "bounced", "escalated", "delivered"]
        delivered = events[3].event
        assert isinstance(delivered, NoticeDelivered)
        assert (delivered.channel, delivered.to) == ("inbox", USCC)

        await world.publish("review", "a1", 3, clock_started())

        async def shown() -> bool:
            return (await me.get(f"/inbox/{line['id']}")).json()["due_at"] is not None

        await until(shown)
        whole = (await me.get(f"/inbox/{line['id']}")).json()
        assert whole["due_at"] == DUE.isoformat().replace("+00:00", "Z")
        assert whole["due_explanation"] == clock_started().explanation.model_dump()


async def test_a_withdrawn_application_leaves_its_notice_in_the_inbox_unsent_and_nothing_due(
    world: World,
) -> None:
    await world.mail.down()
    async with world.notify() as app, world.client(app, "enterprise", USCC) as me:
        await world.enterprise(BAD)
        await world.publish("review", "a1", 2, materials_missing())
        await world.publish("review", "a1", 3, clock_started())

        async def shows(moot_at: str | None, due_at: str | None) -> bool:
            notices = (await me.get("/inbox")).json()["notices"]
            return [(n["moot_at"], n["due_at"]) for n in notices] == [(moot_at, due_at)]

        await until(lambda: shows(None, "2019-07-08T16:00:00Z"))
        await world.publish("review", "a1", 4, case_closed())
        await until(lambda: shows("2019-07-01T04:00:00Z", None))
        (line,) = (await me.get("/inbox")).json()["notices"]
        assert line["status"] == "waiting"
        await world.mail.up()
        await world.publish("review", "a2", 2, materials_missing("a2"))
        assert [sent.key for sent in await world.published(2)] == ["a2", "a2"]
        assert len(world.mail.to(BAD)) == 1


async def test_a_non_acceptance_that_bounced_is_read_in_the_inbox_with_its_reason(
    world: World,
) -> None:
    world.mail.answers[BAD] = [f"550 5.1.1 <{BAD}>: no such mailbox"]
    async with world.notify() as app, world.client(app, "enterprise", USCC) as me:
        await world.enterprise(BAD)
        await world.publish("review", "a1", 4, not_accepted())

        async def bounced() -> bool:
            return await world.status("a1") == "escalated"

        await until(bounced)
        (line,) = (await me.get("/inbox")).json()["notices"]
        assert (line["kind"], line["supplement_round"], line["due_at"]) == ("not_accepted", 0, None)
        whole = (await me.post(f"/inbox/{line['id']}/receipt")).json()
        assert whole["status"] == "delivered"
        assert whole["non_acceptance"] == a_non_acceptance().model_dump(mode="json")
        assert (whole["terms"], whole["takes_back"]) == (None, None)
        assert [item["requirement"] for item in whole["items"]] == ["M05", "M07"]


async def test_nobody_sees_a_notice_that_is_not_theirs_nor_an_address(world: World) -> None:
    async with world.notify() as app:
        await world.enterprise(BAD)
        await world.publish("review", "a1", 2, materials_missing())

        async def delivered() -> bool:
            return await world.status("a1") == "delivered"

        await until(delivered)
        async with world.client(app, "association") as office:
            answer = await office.get("/applications/a1/notices")
            (notice,) = answer.json()["notices"]
            (attempt,) = notice["attempts"]
            assert (attempt["to"], attempt["outcome"]) == ("z***@example.cn", "delivered")
            assert BAD not in answer.text
            assert (await office.get("/inbox")).status_code == 403
            assert (await office.get("/applications/unknown/notices")).json() == {"notices": []}
        async with world.client(app, "enterprise", OTHER) as other:
            assert (await other.get("/inbox")).json() == {"notices": [], "next": None}
            for answer in (
                await other.get(f"/inbox/{notice['id']}"),
                await other.post(f"/inbox/{notice['id']}/receipt"),
            ):
                assert answer.status_code == 404
                assert answer.json()["type"].endswith("/not-found")
            assert (await other.get("/applications/a1/notices")).status_code == 403
            refused = await other.get("/inbox?cursor=nonsense")
            assert (refused.status_code, refused.headers["content-type"]) == (
                422,
                "application/problem+json",
            )
        assert kinds(await world.published(2)) == ["sent", "delivered"]
