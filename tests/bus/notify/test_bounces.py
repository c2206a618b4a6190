"""The mail server hands in what came back, and everybody hears of it as of a refusal."""

from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from shared.contracts.notices import NoticeBounced
from tests.bus.notify.conftest import World, kinds, until
from tests.fakes.notify import materials_missing
from tests.imap.server import PASSWORD, USER, ImapServer, lacking
from tests.unit.notify import bounce_mails as mails

AS_MAIL = {"content-type": "message/rfc822"}


async def test_a_mail_that_comes_back_is_handed_in_and_the_notice_waits_to_be_served(
    world: World,
) -> None:
    async with (
        world.notify() as app,
        world.client(app, "operator") as server,
        world.client(app, "association") as office,
    ):
        await world.enterprise(mails.TO)
        await world.publish("review", "a1", 2, materials_missing())
        await until(lambda: len(world.mail.to(mails.TO)) == 1)
        (letter,) = world.mail.to(mails.TO)

        async def is_delivered() -> bool:
            return await world.status("a1") == "delivered"

        await until(is_delivered)
        returned = f"Message-ID: {letter['Message-ID']}\r\n"
        raw = mails.report(returned=returned)
        refused = await office.post("/bounces", content=raw, headers=AS_MAIL)
        assert refused.status_code == 403
        for _ in range(2):
            answer = (await server.post("/bounces", content=raw, headers=AS_MAIL)).json()
            assert (answer["is_bounce"], answer["application"], answer["status"]) == (
                True,
                "a1",
                "escalated",
            )
        path = "/rounds/gd-hightech-product-jiangmen/2019/failed-deliveries"
        (failed,) = (await office.get(path)).json()["notices"]
        assert failed["id"] == answer["notice"]
        alone = await server.post("/bounces", content=mails.VACATION, headers=AS_MAIL)
        assert alone.json() == {
            "is_bounce": False,
            "notice": None,
            "application": None,
            "status": None,
            "unclear": None,
        }
        events = await world.published(4)
    assert kinds(events) == ["sent", "delivered", "bounced", "escalated"]
    bounced = events[2].event
    assert isinstance(bounced, NoticeBounced)
    assert bounced.reason.startswith("returned later: 550 5.1.1")
    assert mails.TO not in bounced.reason


async def test_a_free_form_bounce_is_known_by_recipient_and_subject(world: World) -> None:
    async with world.notify() as app, world.client(app, "operator") as server:
        await world.enterprise(mails.TO)
        await world.publish("review", "a1", 2, materials_missing())

        async def is_delivered() -> bool:
            return await world.status("a1") == "delivered"

        await until(is_delivered)
        answer = await server.post("/bounces", content=mails.in_html(), headers=AS_MAIL)
        assert (answer.json()["application"], answer.json()["status"]) == ("a1", "escalated")
        assert kinds(await world.published(4)) == ["sent", "delivered", "bounced", "escalated"]


async def test_a_bounce_in_the_mailbox_is_read_and_everybody_hears_of_it(
    world: World, tmp_path: Path
) -> None:
    if why := lacking():
        pytest.skip(why)
    server = ImapServer(tmp_path)
    server.up()
    try:
        world.settings = world.settings.model_copy(
            update={
                "bounce_imap": f"127.0.0.1:{server.port}",
                "bounce_imap_tls": "none",
                "bounce_imap_user": USER,
                "bounce_imap_password": SecretStr(PASSWORD),
                "bounce_imap_every": 1.0,
                "bounce_reporters": "laurel.example",
            }
        )
        async with world.notify() as first, world.notify() as second:
            await world.enterprise(mails.TO)
            await world.publish("review", "a1", 2, materials_missing())
            await until(lambda: len(world.mail.to(mails.TO)) == 1)
            (letter,) = world.mail.to(mails.TO)
            returned = f"Message-ID: {letter['Message-ID']}\r\n"
            server.arrive(mails.VACATION, mails.report(returned=returned))
            assert kinds(await world.published(4)) == ["sent", "delivered", "bounced", "escalated"]
            await until(lambda: server.marks() == [{"\\Flagged"}, {"\\Seen"}])

            async def health() -> list[httpx.Response]:
                """What each replica says of itself."""
                answers = []
                for app in (first, second):
                    async with world.client(app, "operator") as caller:
                        answers.append(await caller.get("http://notify/health/ready"))
                return answers

            async def are_ready() -> bool:
                return all(each.is_success for each in await health())

            async def is_warned() -> bool:
                """Whether the replica that reads says so; both stay ready."""
                answers = await health()
                assert all(each.is_success for each in answers)
                return any("mailbox" in each.json().get("warned", {}) for each in answers)

            await until(are_ready)
            server.down()
            await until(is_warned)
    finally:
        server.down()


async def test_an_operator_settles_what_nobody_can_tell_as_failed(world: World) -> None:
    vague = mails.in_words("Your message is being processed.", subject="A message")
    async with (
        world.notify() as app,
        world.client(app, "operator") as operator,
        world.client(app, "association") as office,
    ):
        await world.enterprise(mails.TO)
        await world.publish("review", "a1", 2, materials_missing())

        async def is_delivered() -> bool:
            return await world.status("a1") == "delivered"

        await until(is_delivered)
        for _ in range(2):
            answer = (await operator.post("/bounces", content=vague, headers=AS_MAIL)).json()
            assert (answer["is_bounce"], answer["notice"]) == (False, None)
        assert (await office.get("/unclear-mails")).status_code == 403
        (line,) = (await operator.get("/unclear-mails?state=open&why=meaning")).json()["mails"]
        assert (line["id"], line["subject"]) == (answer["unclear"], "A message")
        (candidate,) = line["candidates"]
        assert (candidate["application"], candidate["to"]) == ("a1", "z***@qq.com")
        path = f"/unclear-mails/{line['id']}/settlement"
        wrong = await operator.put(path, json={"verdict": "failed"})
        assert [each["field"] for each in wrong.json()["errors"]] == ["reason", "notice"]
        body = {"verdict": "failed", "notice": candidate["notice"], "reason": "收件人来电"}
        for _ in range(2):
            settled = (await operator.put(path, json=body)).json()
            assert (settled["status"], settled["settlement"]["by"]) == ("escalated", "someone")
        chinese = {"accept-language": "zh"}
        other = await operator.put(
            path, json={"verdict": "nothing", "reason": "x"}, headers=chinese
        )
        assert (other.status_code, other.json()["title"]) == (409, "来信已处理")
        assert (await operator.get("/unclear-mails")).json() == {"mails": [], "next": None}
        assert len((await operator.get("/unclear-mails?state=settled")).json()["mails"]) == 1
        (notice,) = (await office.get("/applications/a1/notices")).json()["notices"]
        assert [each["reason"] for each in notice["settlements"]] == ["收件人来电"]
        path = "/rounds/gd-hightech-product-jiangmen/2019/failed-deliveries"
        (failed,) = (await office.get(path)).json()["notices"]
        assert failed["id"] == candidate["notice"]
        assert kinds(await world.published(4)) == ["sent", "delivered", "bounced", "escalated"]
