"""From missing materials to mail, and from the mail server's answer to what others hear."""

from datetime import UTC, datetime, timedelta

from services.notify.domain.notice import notice_id
from shared.contracts.notices import NoticeBounced, NoticeDelivered
from tests.bus.notify.conftest import TRACE, World, kinds, until
from tests.fakes.notify import case_reopened, clock_started, materials_missing, not_accepted
from tests.unit.review.builders import supplemented

ZHANG = "zhang@example.cn"
HEALTH = "http://notify/health/ready"


async def arrived(world: World, address: str = ZHANG, mails: int = 1) -> None:
    await until(lambda: len(world.mail.to(address)) == mails)


async def has(world: World, status: str, application: str = "a1") -> None:
    async def reached() -> bool:
        return await world.status(application) == status

    await until(reached)


async def test_missing_materials_become_one_mail_and_one_proven_delivery(world: World) -> None:
    async with world.notify():
        await world.enterprise(ZHANG)
        for _ in range(2):
            await world.publish("review", "a1", 2, materials_missing())
        sent, delivered = await world.published(2)
        await has(world, "delivered")
    (mail,) = world.mail.to(ZHANG)
    notice = notice_id("review/a1/2")
    assert mail["Message-ID"] == f"<{notice}@laurel.example>"
    assert mail["To"] == "江门示例科技有限公司 <zhang@example.cn>"
    assert mail["Subject"] == "【补正通知】JM-2019-000001：有 2 项材料请您补正"
    assert mail["traceparent"].split("-")[1] == TRACE.split("-")[1]
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "2019年7月8日（星期一）24:00前" in plain.get_content()
    assert "2019年7月8日（星期一）24:00前" in html.get_content()
    assert kinds([sent, delivered]) == ["sent", "delivered"]
    assert (sent.key, sent.seq, delivered.key, delivered.seq) == ("a1", 1, "a1", 2)
    assert delivered.traceparent is not None
    assert delivered.traceparent.split("-")[1] == TRACE.split("-")[1]
    event = delivered.event
    assert isinstance(event, NoticeDelivered)
    assert (event.notice, event.cause, event.channel) == (notice, "review/a1/2", "mail")
    assert (event.to, event.proof) == ("z***@example.cn", "250 2.0.0 taken as 1")


async def test_a_reminder_is_mailed_unless_the_supplement_came(world: World) -> None:
    now = datetime.now(UTC)
    async with world.notify():
        await world.enterprise(ZHANG)
        for application in ("came", "missing"):
            await world.publish("review", application, 2, materials_missing(application))
            await has(world, "delivered", application)
        await world.publish("intake", "came", 2, supplemented("came"))
        await until(lambda: heard(world, "came", "applications.v1", 2))
        for application in ("came", "missing"):
            started = clock_started(application, now - timedelta(hours=1))
            in_time = started.model_copy(update={"due_at": now + timedelta(days=1)})
            await world.publish("review", application, 3, in_time)
        await arrived(world, mails=3)
        events = await world.published(6)
        rounds = [(e.key, e.event.model_dump()["supplement_round"]) for e in events]
        assert sorted(rounds) == [
            *[("came", 1)] * 2,
            *[("missing", 0)] * 2,
            *[("missing", 1)] * 2,
        ]
        await until(lambda: heard(world, "came", "reviews.v1", 3))
    record = await world.correspondences.find_one({"_id": "came"})
    assert record is not None
    assert (len(record["notices"]), record["remind"]) == (1, None)


async def test_a_non_acceptance_is_mailed_once_and_taken_back_once_when_the_case_is_reopened(
    world: World,
) -> None:
    async with world.notify():
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        await arrived(world, mails=1)
        for _ in range(2):
            await world.publish("review", "a1", 4, not_accepted())
        await arrived(world, mails=2)
        for _ in range(2):
            await world.publish("review", "a1", 5, case_reopened())
        # Heard before what it takes back: then there is nothing to take back, and nothing to tell.
        await world.publish("review", "a2", 5, case_reopened("a2"))
        await world.publish("review", "a2", 4, not_accepted("a2"))
        await arrived(world, mails=3)
        events = await world.published(6)
        await until(lambda: heard(world, "a2", "reviews.v1", 4))
    assert [mail["Subject"].split("】")[0] for mail in world.mail.to(ZHANG)] == [
        "【补正通知",
        "【不予受理告知",
        "【恢复办理",
    ]
    of_each = [
        (e.event.model_dump()["kind"], e.event.model_dump()["supplement_round"]) for e in events
    ]
    assert of_each == [
        *[("materials_missing", 1)] * 2,
        *[("not_accepted", 0)] * 2,
        *[("reopened", 0)] * 2,
    ]
    record = await world.correspondences.find_one({"_id": "a2"})
    assert record is not None
    assert [(n["status"], n["attempts"]) for n in record["notices"]] == [("waiting", [])]


async def heard(world: World, application: str, stream: str, seq: int) -> bool:
    found = await world.correspondences.find_one({"_id": application})
    return found is not None and seq in found["heard"].get(stream, [])


async def test_a_refused_mail_bounces_to_the_inbox_and_starts_nothing(world: World) -> None:
    world.mail.answers[ZHANG] = [f"550 5.1.1 <{ZHANG}>: no such mailbox"]
    async with world.notify():
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        events = await world.published(3)
        await has(world, "escalated")
    assert kinds(events) == ["sent", "bounced", "escalated"]
    bounced = events[1].event
    assert isinstance(bounced, NoticeBounced)
    assert bounced.reason == "550 5.1.1 <z***@example.cn>: no such mailbox"
    record = await world.correspondences.find_one({"_id": "a1"})
    assert record is not None
    assert ZHANG not in str(record["events"])


async def test_a_corrected_address_gets_the_same_notice_by_mail(world: World) -> None:
    world.mail.answers[ZHANG] = ["550 5.1.1 no such mailbox"]
    async with world.notify():
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        await has(world, "escalated")
        await world.enterprise("li@example.cn", seq=2)
        events = await world.published(5)
    assert kinds(events) == ["sent", "bounced", "escalated", "sent", "delivered"]
    (mail,) = world.mail.to("li@example.cn")
    assert mail["Message-ID"] == f"<{notice_id('review/a1/2')}@laurel.example>"


async def test_a_greylisted_mail_is_taken_at_the_second_try(world: World) -> None:
    world.mail.answers[ZHANG] = ["451 4.7.1 greylisted, try again later"]
    async with world.notify():
        await world.enterprise(ZHANG)
        await world.publish("review", "a1", 2, materials_missing())
        await has(world, "sending")
        assert kinds(await world.published(2)) == ["sent", "delivered"]
    record = await world.correspondences.find_one({"_id": "a1"})
    assert record is not None
    (notice,) = record["notices"]
    assert [attempt["outcome"] for attempt in notice["attempts"]] == ["try_again", "delivered"]


async def test_a_notice_that_came_before_the_address_is_sent_when_the_address_comes(
    world: World,
) -> None:
    async with world.notify():
        await world.publish("review", "a1", 2, materials_missing())
        await has(world, "waiting")
        assert world.mail.received == []
        await world.enterprise(ZHANG)
        await arrived(world)
        await has(world, "delivered")


async def test_while_the_mail_server_is_down_notices_wait_in_order_and_none_is_lost(
    world: World,
) -> None:
    applications = [f"a{n}" for n in range(12)]
    async with world.notify() as app:
        await world.enterprise(ZHANG)
        await world.publish("review", "first", 2, materials_missing("first"))
        await has(world, "delivered", "first")
        await world.mail.down()
        for application in applications:
            await world.publish("review", application, 2, materials_missing(application))
            await has(world, "waiting", application)
        async with world.client(app, "operator") as operator:

            async def is_told(waiting: int, delivered: int, reachable: bool) -> bool:
                path = "/rounds/gd-hightech-product-jiangmen/2019/progress"
                seen = (await operator.get(path)).json()
                counts = (seen["waiting"], seen["delivered"])
                since = seen["mail_unreachable_since"]
                warned = "mail" in (await operator.get(HEALTH)).json().get("warned", {})
                is_so = (since is None, warned) == (reachable, not reachable)
                return counts == (waiting, delivered) and is_so

            await until(lambda: is_told(waiting=12, delivered=1, reachable=False))
            await world.mail.up()
            await arrived(world, mails=13)
            await until(lambda: is_told(waiting=0, delivered=13, reachable=True))
    async for record in world.correspondences.find():
        assert len(record["notices"][0]["attempts"]) == 1


async def test_two_replicas_send_each_notice_once(world: World) -> None:
    applications = [f"a{n}" for n in range(60)]
    async with world.notify(), world.notify():
        await world.enterprise(ZHANG)
        for application in applications:
            await world.publish("review", application, 2, materials_missing(application))
        for application in applications:
            await has(world, "delivered", application)
    ids = [mail["Message-ID"] for mail in world.mail.to(ZHANG)]
    assert sorted(ids) == sorted(
        {f"<{notice_id(f'review/{a}/2')}@laurel.example>" for a in applications}
    )
    assert world.mail.sessions <= 16


async def test_a_mail_to_a_chinese_domain_goes_as_the_server_can_take_it(world: World) -> None:
    chinese, ascii_only = "zhang@例子.公司", "zhang@xn--fsqu00a.xn--55qx5d"
    async with world.notify():
        await world.enterprise(chinese)
        await world.publish("review", "a1", 2, materials_missing())
        await arrived(world, chinese)
        await world.mail.down()
        world.mail.in_utf_8 = False
        await world.mail.up()
        await world.publish("review", "a2", 2, materials_missing("a2"))
        await arrived(world, ascii_only)
    (mail,) = world.mail.to(ascii_only)
    assert mail["To"] == f"江门示例科技有限公司 <{ascii_only}>"


async def test_an_address_that_no_mail_can_be_written_to_bounces(world: World) -> None:
    async with world.notify():
        await world.enterprise("zhang\r\nBcc: x@example.cn")
        await world.publish("review", "a1", 2, materials_missing())
        await has(world, "escalated")
        await world.enterprise(ZHANG, seq=2)
        await arrived(world)
