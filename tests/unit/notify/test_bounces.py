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
        if bounce is None:
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
        (mails.report(), "550 5.1.1 <zhang@qq.com>: no such mailbox", 550),
        (mails.report(diagnostic="", status="5.1.1"), "5.1.1", 550),
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
