"""A mail that nobody could tell waits for a person, and what that person says is done once."""

from datetime import timedelta

import pytest

from services.notify.domain.bounce import BounceMail
from services.notify.domain.outcome import Delivered
from services.notify.domain.unclear_mail import Settlement, UnclearMail, Verdict
from services.notify.senders.bounces import read_bounce
from services.notify.usecases.keep_unclear_mail import KeepUnclearMail
from services.notify.usecases.settle_mail import SettleMail
from shared.contracts.notices import NoticeBounced
from shared.errors import Rejected, Unavailable
from tests.builders import NOON
from tests.fakes.notify import REAL, FakeUnclearMails
from tests.unit.notify import bounce_mails as mails
from tests.unit.notify.test_bounces import LATER, House

VAGUE = mails.in_words("Your message is being processed.", subject="Message from the mail system")
NOTHING_RETURNED = mails.in_words(
    "Your message is being processed.", subject="A message", returned="X-None: 1\r\n"
)


class Desk(House):
    """A notice that was mailed, and the queue of mails that nobody can tell."""

    def __init__(self) -> None:
        super().__init__()
        self.mails = FakeUnclearMails()
        self.keep = KeepUnclearMail(self.correspondences, self.hear, self.mails)
        self.settle = SettleMail(self.correspondences, self.mails, self.wake)

    async def kept(self, raw: bytes, *, trusted: bool = True) -> UnclearMail | None:
        """The mail that is handed in, as far as it is kept."""
        await self.correspondences.change("a1", lambda c: (c.adding(self.mailed), ()), at=NOON)
        mail = read_bounce(raw)
        assert isinstance(mail, BounceMail)
        return await self.keep(mail, raw, trusted=trusted, at=LATER)

    async def waiting(self, raw: bytes = VAGUE) -> UnclearMail:
        kept = await self.kept(raw)
        assert kept is not None
        return kept


def said(
    mail: UnclearMail,
    verdict: Verdict = "failed",
    notice: str | None = mails.NOTICE,
    reason: str = "收件人来电",
) -> Settlement:
    return Settlement(
        mail=mail.id,
        verdict=verdict,
        notice=notice,
        reason=reason,
        by="operator-1",
        at=LATER + timedelta(hours=1),
        carried_out=verdict != "failed",
    )


@pytest.mark.parametrize(
    ("raw", "trusted", "why"),
    [
        (VAGUE, True, "meaning"),
        (NOTHING_RETURNED, True, "meaning"),
        (mails.in_words("邮件已被隔离，待审核。", subject="隔离通知"), True, "held"),
        (mails.report(returned="Subject: some other words\r\n"), True, "notice"),
        (mails.report(to="li@qq.com", diagnostic="smtp; 550 no such user"), True, "recipient"),
        (mails.report(), False, "sender"),
        (mails.in_html(), False, "sender"),
    ],
)
async def test_what_nobody_can_tell_is_kept_with_why_and_what_it_may_be_about(
    raw: bytes, trusted: bool, why: str
) -> None:
    desk = Desk()
    kept = await desk.kept(raw, trusted=trusted)
    assert kept is not None
    assert kept.why == why
    assert [(c.notice, c.application, c.to) for c in kept.candidates] == [
        (mails.NOTICE, "a1", "z***@qq.com")
    ]
    assert mails.TO not in kept.model_dump_json()
    assert await desk.kept(raw, trusted=trusted) == kept
    assert [mail.id for mail in desk.mails.kept.values()] == [kept.id]
    assert desk.kinds == []


@pytest.mark.parametrize(
    ("raw", "trusted"),
    [
        (mails.report(returned="Message-ID: <1@elsewhere>\r\n"), True),
        (mails.in_words("Hello.", subject="Hi", returned="Message-ID: <1@elsewhere>\r\n"), True),
        (NOTHING_RETURNED, False),
    ],
)
async def test_what_returns_another_s_mail_or_is_a_stranger_s_guess_is_not_kept(
    raw: bytes, trusted: bool
) -> None:
    assert await Desk().kept(raw, trusted=trusted) is None


async def test_it_is_shown_with_its_own_sender_subject_and_time() -> None:
    dated = b"Date: Mon, 15 Jul 2019 10:00:00 +0800\r\n" + VAGUE
    kept = await Desk().waiting(dated)
    assert kept.sender == "MAILER-DAEMON@mx.example.cn"
    assert kept.subject == "Message from the mail system"
    assert kept.sent_at is not None
    assert kept.sent_at.isoformat() == "2019-07-15T02:00:00+00:00"
    assert "being processed" in kept.said
    assert (await Desk().waiting(b"Date: soon\r\n" + VAGUE)).sent_at is None


async def test_what_failed_does_what_a_refusal_does_once_however_often_it_is_said() -> None:
    desk = Desk()
    mail = await desk.waiting()
    for _ in range(2):
        settled, notice = await desk.settle(said(mail), real=REAL)
        assert (settled.is_open, notice and notice.status) == (False, "escalated")
    assert desk.kinds == ["bounced", "escalated"]
    event = desk.correspondences.published[0]
    assert isinstance(event, NoticeBounced)
    assert event.at == LATER + timedelta(hours=1)
    (kept,) = desk.correspondences.kept["a1"].settlements_of(desk.notice)
    assert (kept.by, kept.reason, kept.carried_out) == ("operator-1", "收件人来电", True)


@pytest.mark.parametrize("verdict", ["delayed", "nothing"])
async def test_what_is_delayed_or_nothing_only_leaves_the_queue(verdict: Verdict) -> None:
    desk = Desk()
    mail = await desk.waiting()
    settled, _ = await desk.settle(said(mail, verdict, None), real=REAL)
    assert not settled.is_open
    assert (desk.kinds, desk.notice) == ([], desk.mailed)


async def test_what_was_said_first_stands() -> None:
    desk = Desk()
    mail = await desk.waiting()
    await desk.settle(said(mail, "nothing", None), real=REAL)
    others = [said(mail), said(mail, "delayed", None), said(mail, "nothing", None, "x")]
    for other in others:
        with pytest.raises(Rejected, match="already-settled"):
            await desk.settle(other, real=REAL)
    assert desk.kinds == []


@pytest.mark.parametrize(
    ("verdict", "notice"), [("failed", None), ("failed", "n0"), ("nothing", mails.NOTICE)]
)
async def test_a_notice_that_is_not_there_or_not_asked_for_is_refused(
    verdict: Verdict, notice: str | None
) -> None:
    desk = Desk()
    mail = await desk.waiting()
    with pytest.raises(Rejected, match="invalid-request") as refused:
        await desk.settle(said(mail, verdict, notice), real=REAL)
    assert [fault.field for fault in refused.value.errors] == ["notice"]
    assert desk.mails.kept[mail.id].is_open


async def test_killed_before_its_effect_it_is_still_open_and_done_when_said_once_more() -> None:
    desk = Desk()
    mail = await desk.waiting()
    await desk.mails.settle(said(mail))
    assert desk.mails.kept[mail.id].is_open
    with pytest.raises(Rejected, match="already-settled"):
        await desk.settle(said(mail, "nothing", None), real=REAL)
    await desk.settle(said(mail), real=REAL)
    assert desk.kinds == ["bounced", "escalated"]
    assert not desk.mails.kept[mail.id].is_open


async def test_killed_behind_its_effect_it_has_none_more_though_the_notice_went_out_since() -> None:
    desk = Desk()
    mail = await desk.waiting()
    desk.mails.away_at_the_end = True
    with pytest.raises(Unavailable):
        await desk.settle(said(mail), real=REAL)
    again = desk.notice.resent(REAL)
    taken, _ = again.answered(Delivered("ok"), to=mails.TO, at=LATER, real=REAL, jitter=0)
    await desk.correspondences.change("a1", lambda c: (c.replacing(taken), ()), at=LATER)
    desk.mails.away_at_the_end = False
    settled, notice = await desk.settle(said(mail), real=REAL)
    assert (settled.is_open, notice and notice.status) == (False, "delivered")
    assert desk.kinds == ["bounced", "escalated"]


async def test_what_was_opened_in_the_portal_has_arrived_whatever_is_said() -> None:
    desk = Desk()
    mail = await desk.waiting()
    opened = desk.notice.opened(at=LATER)
    assert opened is not None
    await desk.correspondences.change("a1", lambda c: (c.replacing(opened[0]), ()), at=LATER)
    settled, notice = await desk.settle(said(mail), real=REAL)
    assert (settled.is_open, notice and notice.status) == (False, "delivered")
    assert desk.kinds == []
