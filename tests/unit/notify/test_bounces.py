"""A mail that came back is read, whatever its form, and does what a refusal would have done."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.notice import Letter, Notice
from services.notify.domain.outcome import Bounced, Delivered
from services.notify.senders.bounces import read_bounce
from services.notify.usecases.hear_bounce import HearBounce
from shared.contracts.notices import NoticeBounced
from tests.builders import NOON
from tests.fakes.notify import REAL, FakeCorrespondences, FakeWake, a_notice
from tests.unit.notify import bounce_mails as mails

LATER = NOON + timedelta(hours=5)
LETTER = Letter(language="zh", subject=mails.SUBJECT, text="…")


class House:
    """A notice that a mail server has taken, and what comes back."""

    def __init__(self, notice: Notice | None = None) -> None:
        self.correspondences = FakeCorrespondences()
        self.wake = FakeWake()
        self.hear = HearBounce(self.correspondences, self.wake)
        self.mailed = notice or mailed()

    async def returned(self, raw: bytes) -> bool:
        """Whether it was understood to be about the notice."""

        def add(correspondence):  # type: ignore[no-untyped-def]
            return correspondence.adding(self.mailed), ()

        await self.correspondences.change("a1", add, at=NOON)
        bounce = read_bounce(raw)
        if bounce is None or bounce.sense != "failed":
            return False
        return await self.hear(bounce, at=LATER, real=REAL) is not None

    @property
    def notice(self) -> Notice:
        """As it is now."""
        return self.correspondences.kept["a1"].notices[0]

    @property
    def kinds(self) -> list[str]:
        """What was published."""
        return [event.type.split(".")[2] for event in self.correspondences.published]


def mailed(to: str = mails.TO) -> Notice:
    notice = a_notice(id=mails.NOTICE).written(LETTER).addressed(to)
    taken, _ = notice.answered(Delivered("ok"), to=to, at=NOON, real=REAL, jitter=0)
    return taken


@pytest.mark.parametrize(
    ("raw", "reason", "code"),
    [
        (mails.report(), mails.NO_SUCH, 550),
        (mails.report(diagnostic="", status="5.1.1"), "5.1.1", 550),
        (mails.report(action="failed (permanent)"), mails.NO_SUCH, 550),
        (mails.report(action="Failed; 550"), mails.NO_SUCH, 550),
        (mails.report(action="unknown"), mails.NO_SUCH, 550),
        (mails.report(action="expired", status="4.4.7", diagnostic=""), "4.4.7", 450),
        (mails.report(encoding="base64"), mails.NO_SUCH, 550),
        (mails.report(encoding="quoted-printable"), mails.NO_SUCH, 550),
        (mails.report(diagnostic="554 no relay"), "554 no relay", 554),
        (
            mails.in_words("554 5.7.1 Relay access denied"),
            f"<{mails.TO}>: 554 5.7.1 Relay access denied",
            554,
        ),
        (
            mails.in_words("Unrouteable address", sender="Mail Delivery System <x@mx.example.cn>"),
            f"<{mails.TO}>: Unrouteable address",
            None,
        ),
        (
            mails.in_words(
                "该用户被禁用 ( 550 User is locked )",
                sender="noreply@example.cn",
                headers="Return-Path: <>\r\n",
                subject="系统通知",
            ),
            f"<{mails.TO}>: 该用户被禁用 ( 550 User is locked )",
            550,
        ),
        (
            mails.in_words(
                "未能传递到此收件人。", sender="postmaster@example.cn", subject="未送达: 补正通知"
            ),
            f"<{mails.TO}>: 未能传递到此收件人。",
            None,
        ),
        (
            mails.in_words(
                "Хорошо.",
                sender="server@example.cn",
                headers=f"X-Failed-Recipients: {mails.TO}\r\n",
            ),
            "Undelivered Mail Returned to Sender",
            None,
        ),
        (mails.report(status="4.4.7", diagnostic="smtp; 451 timed out"), "451 timed out", 451),
        (
            mails.in_html(),
            mails.UNKNOWN_TO_QQ,
            550,
        ),
        (mails.in_html(reason="收件人邮箱空间不足"), "收件人邮箱空间不足", None),
        (
            mails.in_html(sender="Postmaster@163.com", subject="系统退信", charset="utf-8"),
            mails.UNKNOWN_TO_QQ,
            550,
        ),
    ],
)
async def test_a_bounce_in_any_form_takes_the_delivery_back_and_goes_to_the_inbox(
    raw: bytes, reason: str, code: int | None
) -> None:
    house = House()
    assert await house.returned(raw)
    assert house.kinds == ["bounced", "escalated"]
    event = house.correspondences.published[0]
    assert isinstance(event, NoticeBounced)
    assert (event.supplement_round, event.at) == (1, LATER)
    assert mails.TO not in event.model_dump_json()
    notice = house.notice
    assert (notice.status, notice.delivered_at, notice.channel) == ("escalated", None, "inbox")
    last = notice.attempts[-1]
    assert (last.answer, last.code) == (f"returned later: {reason}", code)


CUT, ASCII = "【补正通知】JM-2019-000001：有", "[补正通知]JM-2019-000001:有 2 项材料请您补正"


@pytest.mark.parametrize(
    "said",
    [
        f"您发送至{mails.TO}的邮件被退信，收件人地址不存在。\n主题：{mails.SUBJECT}",
        f"收件人{mails.TO}不存在，邮件（主题：{mails.SUBJECT}）无法投递。",
        f"您发送至{mails.TO}的邮件（主题：{CUT}…）被退信（550 5.1.1）。",
        f"发往 {mails.TO} 的邮件被退信，地址不存在。\n主题：{ASCII}",
    ],
)
async def test_an_address_among_chinese_letters_and_a_subject_written_otherwise_are_found(
    said: str,
) -> None:
    house = House()
    assert await house.returned(mails.plain(said))
    assert house.kinds == ["bounced", "escalated"]


async def test_a_number_alone_is_no_subject() -> None:
    house = House()
    said = f"您发送至{mails.TO}的邮件被退信，地址不存在。\n主题：【受理通知】JM-2019-000001：已受理"
    assert not await house.returned(mails.plain(said))


async def test_a_bounce_that_comes_twice_is_heard_once() -> None:
    house = House()
    for _ in range(2):
        assert await house.returned(mails.report())
    assert house.kinds == ["bounced", "escalated"]


@pytest.mark.parametrize(
    "raw",
    [
        mails.report(action="delayed"),
        mails.report(action="delivered"),
        mails.report(action="delayed (will be retried)"),
        mails.report(action="unknown", status="4.2.0"),
        mails.report(action="delayed", encoding="base64"),
        mails.in_words(
            "host said: 450 4.2.0 Recipient address rejected: Greylisted",
            subject="Delayed Mail (still being retried)",
        ),
        mails.in_words("450 mailbox rejected", subject="Warning: message 1hm delayed 24 hours"),
        mails.in_words("对方返回 451，暂时无法送达", subject="邮件投递延迟通知"),
        mails.in_words("邮件已被隔离，未被拒收。", sender="postmaster@a.cn", subject="隔离通知"),
        mails.in_words(
            "Unknown senders are rejected. Please confirm that you are a person.",
            sender="postmaster@a.cn",
            subject="Your message is held",
        ),
        mails.in_words("Your message has arrived.", subject="Receipt"),
        mails.in_words("550 no such user", sender="li@example.cn"),
        mails.VACATION,
        mails.ANSWER,
        mails.DELAYED_IN_WORDS,
        b"",
        b"nothing of a mail",
    ],
)
async def test_what_tells_of_no_delivery_that_failed_is_left_alone(raw: bytes) -> None:
    house = House()
    assert not await house.returned(raw)
    assert house.notice == house.mailed


async def test_a_bounce_of_somebody_elses_mail_is_left_alone() -> None:
    other = mails.report(returned="Message-ID: <1@elsewhere>\r\n", to="li@qq.com")
    house = House()
    assert not await house.returned(other)
    assert house.kinds == []


async def test_the_message_id_tells_more_than_the_words() -> None:
    house = House(mailed("another@example.cn"))
    assert await house.returned(mails.in_html(attached=mails.ATTACHED))
    assert house.kinds == ["bounced", "escalated"]


async def test_a_bounce_of_a_former_address_is_left_alone() -> None:
    refused, _ = (
        a_notice(id=mails.NOTICE)
        .written(LETTER)
        .answered(Bounced("550"), to=mails.TO, at=NOON, real=REAL, jitter=0)
    )
    moved = refused.readdressed("li@example.cn", real=REAL)
    assert moved is not None
    taken, _ = moved.answered(Delivered("ok"), to="li@example.cn", at=NOON, real=REAL, jitter=0)
    house = House(taken)
    await house.returned(mails.report())
    assert house.notice == taken


async def test_what_was_opened_in_the_portal_has_arrived_whatever_comes_back() -> None:
    opened = mailed().opened(at=NOON)
    assert opened is not None
    assert opened[1] == ()
    house = House(opened[0])
    await house.returned(mails.report())
    assert house.kinds == []
    assert house.notice.delivered_by == "mail"


async def test_a_limit_that_comes_back_is_tried_later_like_one_that_is_told_at_once() -> None:
    house = House()
    assert await house.returned(mails.report(diagnostic="smtp; 550 Ip frequency limited"))
    assert house.kinds == ["bounced", "escalated"]
    assert house.notice.status == "sending"
    assert house.notice.next_try == REAL + timedelta(minutes=30)
    retried, events = house.notice.answered(
        Delivered("ok"), to=mails.TO, at=LATER, real=REAL, jitter=0
    )
    assert retried.status == "delivered"
    assert [event.type for event in events][-1].endswith("delivered.v1")


@given(st.binary(max_size=2000))
def test_no_bytes_are_too_much_for_it(raw: bytes) -> None:
    read_bounce(raw)


@given(st.integers(0, 3000), st.binary(max_size=60))
def test_a_report_with_a_hole_in_it_is_read_or_left_alone(at: int, hole: bytes) -> None:
    whole = mails.report()
    read_bounce(whole[:at] + hole + whole[at + len(hole) :])


def test_mails_in_mails_without_end_are_left_alone() -> None:
    nested = b"From: postmaster@x.cn\r\nContent-Type: message/rfc822\r\n\r\n" * 5000
    assert read_bounce(nested) is None
