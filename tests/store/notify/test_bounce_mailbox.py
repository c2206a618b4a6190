"""Bounces are read from a mailbox: each once, by one replica; what is none stays for people."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.notify.senders.bounce_mailbox import MAILS, BounceMailbox
from services.notify.senders.bounces import read_bounce
from services.notify.senders.imap import ImapFolder, ImapSession, open_folder
from services.notify.senders.measured import mailbox_outage, mailbox_unreachable
from services.notify.senders.reporters import Reporters
from services.notify.store.read_positions import MongoReadPositions, Position
from services.notify.store.unclear_mails import MongoUnclearMails
from services.notify.usecases.keep_unclear_mail import KeepUnclearMail
from shared.errors import Unavailable
from shared.journal.lease import Lease
from shared.mongo import Database, connect
from tests.fakes.notify import FixedClock
from tests.imap.server import PASSWORD, USER, ImapServer, lacking
from tests.unit.notify import bounce_mails as mails
from tests.unit.notify.test_bounces import LATER, House

TRUSTED = Reporters(("laurel.example", "qq.com"))
HERE = "services.notify.senders.bounce_mailbox"
SEEN, LEFT = {"\\Seen"}, {"\\Flagged"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    """A server that all tests of this file use."""
    if why := lacking():
        pytest.skip(why)
    found = ImapServer(tmp_path_factory.mktemp("imap"))
    found.up()
    yield found
    found.down()


class Desk(House):
    """A notice that was mailed, the mailbox, and replicas that read it."""

    def __init__(self, database: Database, server: ImapServer) -> None:
        super().__init__()
        self.database, self.server = database, server
        self.folder = ImapFolder("127.0.0.1", server.port, "none", USER, PASSWORD)
        self.unclear = MongoUnclearMails(database["unclear_mails"])

    async def queue(self) -> list[str]:
        """Why each mail is in it."""
        page = await self.unclear.page(settled=False, why=None, after=None, limit=50)
        return [mail.why for mail in page.rows]

    async def mail_the_notice(self) -> None:
        await self.correspondences.change("a1", lambda c: (c.adding(self.mailed), ()), at=LATER)

    def replica(self, reporters: Reporters = TRUSTED, **changes: Any) -> BounceMailbox:
        return BounceMailbox(
            replace(self.folder, **changes),
            reporters,
            MongoReadPositions(self.database["read_positions"]),
            Lease(self.database["leases"], "bounces", timedelta(seconds=60)),
            self.hear,
            KeepUnclearMail(self.correspondences, self.hear, self.unclear),
            FixedClock(LATER),
            every=timedelta(seconds=60),
        )


@pytest.fixture
async def desk(mongo_uri: str, database: str, server: ImapServer) -> AsyncIterator[Desk]:
    """An empty mailbox, and a notice that a mail server took."""
    server.empty()
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(connect(mongo_uri, database))
        found = Desk(db, server)
        await found.mail_the_notice()
        yield found


def counted(fate: str) -> float:
    value: float = MAILS.labels(fate)._value.get()
    return value


async def test_a_bounce_has_its_effect_and_is_marked_as_seen(desk: Desk) -> None:
    before = counted("taken")
    desk.server.arrive(mails.report())
    await desk.replica().read_new()
    assert (desk.notice.status, desk.kinds) == ("escalated", ["bounced", "escalated"])
    assert desk.server.marks() == [SEEN]
    assert counted("taken") == before + 1


@pytest.mark.parametrize("sender", ["PostMaster@qq.com", "postmaster@mail.qq.com"])
async def test_the_free_form_of_a_large_provider_is_read_as_well(desk: Desk, sender: str) -> None:
    desk.server.arrive(mails.in_html(sender=sender))
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"
    assert desk.server.marks() == [SEEN]


async def test_what_is_no_bounce_of_ours_stays_unseen_with_a_flag_and_is_read_once(
    desk: Desk,
) -> None:
    fates = ("no_bounce", "about_none_of_ours", "not_vouched_for")
    before = [counted(fate) for fate in fates]
    foreign = mails.report(returned=f"Message-ID: <{uuid4().hex}@laurel.example>\r\n")
    forged = mails.report().replace(b"mx.laurel.example (Mail", b"mx.forger.example (Mail")
    desk.server.arrive(mails.VACATION, mails.ANSWER, foreign, forged)
    replica = desk.replica()
    for _ in range(3):
        await replica.read_new()
    assert (desk.notice.status, desk.kinds) == ("delivered", [])
    assert desk.server.marks() == [LEFT] * 4
    assert [counted(fate) - was for fate, was in zip(fates, before, strict=True)] == [2, 1, 1]
    assert await desk.queue() == ["sender"]
    desk.server.arrive(mails.report())
    await replica.read_new()
    assert desk.notice.status == "escalated"


async def test_a_report_of_another_recipient_that_quotes_our_message_id_is_none_of_ours(
    desk: Desk,
) -> None:
    other = "nobody@qq.com"
    mail = mails.report(to=other, diagnostic=f"smtp; 550 5.1.1 <{other}>: no such mailbox")
    desk.server.arrive(mail)
    await desk.replica().read_new()
    assert desk.notice.status == "delivered"
    assert desk.server.marks() == [LEFT]
    assert await desk.queue() == ["recipient"]


async def test_what_nobody_can_tell_is_kept_for_people_once_and_of_strangers_only_what_is_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"subject": "A message of the mail system"}
    vague = mails.in_words("It is on its way.", sender="MAILER-DAEMON@laurel.example", **told)
    held = mails.in_words("已被隔离，待审核。", sender="postmaster@laurel.example", **told)
    stranger = mails.in_words("Something.", returned="Subject: none of ours\r\n", **told)
    desk.server.arrive(vague, held, stranger)
    before = counted("unclear")
    with monkeypatch.context() as patch:
        patch.setattr(ImapSession, "mark", _killed)
        with pytest.raises(Unavailable):
            await desk.replica().read_new()
    await desk.database["leases"].delete_many({})
    await desk.replica().read_new()
    assert await desk.queue() == ["meaning", "held"]
    assert desk.server.marks() == [LEFT] * 3
    assert counted("unclear") == before + 2
    assert (desk.notice.status, desk.kinds) == ("delivered", [])


def _killed(*_: Any) -> None:
    raise Unavailable("killed")


async def test_one_mail_that_can_t_be_understood_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_bounce

    def fails(raw: bytes) -> Any:
        if b"poison" in raw:
            raise KeyError("a fault of ours")
        return whole(raw)

    monkeypatch.setattr(f"{HERE}.read_bounce", fails)
    desk.server.arrive(b"Subject: poison\r\n\r\n?\r\n", mails.report())
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"
    assert desk.server.marks() == [LEFT, SEEN]


async def test_killed_between_effect_and_mark_it_is_read_again_without_harm(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.server.arrive(mails.report())
    with monkeypatch.context() as patch:
        patch.setattr(ImapSession, "mark", _killed)
        with pytest.raises(Unavailable):
            await desk.replica().read_new()
    assert desk.notice.status == "escalated"
    other = desk.replica()
    await desk.database["leases"].delete_many({})
    await other.read_new()
    assert desk.kinds == ["bounced", "escalated"]
    assert desk.server.marks() == [SEEN]


async def test_two_replicas_never_read_at_the_same_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    whole = open_folder

    def noted(folder: ImapFolder) -> Any:
        opened.append(1)
        return whole(folder)

    monkeypatch.setattr(f"{HERE}.open_folder", noted)
    desk.server.arrive(*[mails.report()] * 5)
    replicas = [desk.replica() for _ in range(3)]
    await asyncio.gather(*(replica.read_new() for replica in replicas))
    assert len(opened) == 1
    assert desk.kinds == ["bounced", "escalated"]


async def test_a_mailbox_that_was_laid_anew_is_read_from_its_beginning(desk: Desk) -> None:
    positions = MongoReadPositions(desk.database["read_positions"])
    await positions.save(desk.folder.id, Position(uidvalidity=1, uid=10**6))
    desk.server.arrive(mails.report())
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"
    kept = await positions.get(desk.folder.id)
    assert kept is not None
    assert kept.uidvalidity != 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"port": 1}, "refused"),
        ({"password": "n0t-this"}, "127.0.0.1"),
        ({"name": "no such folder"}, "SELECT"),
        ({"tls": "tls"}, "SSL"),
        ({"tls": "starttls"}, "TLS"),
        ({"host": "no.such.host.invalid"}, "no.such.host.invalid"),
    ],
)
async def test_a_mailbox_that_can_t_be_read_is_a_warning_and_is_tried_again(
    desk: Desk, changes: dict[str, Any], said: str
) -> None:
    replica = desk.replica(**changes)
    for _ in range(2):
        with pytest.raises(Unavailable) as unavailable:
            await replica.read_new()
    assert said in unavailable.value.detail
    assert "n0t-this" not in unavailable.value.detail
    told = await mailbox_unreachable(replica)()
    assert told is not None
    assert told.startswith("bounces are not read since ")
    (gauge,) = await mailbox_outage(replica)()
    assert gauge.samples[0].value > 0
    replica._folder = desk.folder
    await replica.read_new()
    assert await mailbox_unreachable(replica)() is None


async def test_a_certificate_that_nobody_vouches_for_is_refused(desk: Desk) -> None:
    replica = desk.replica(port=desk.server.tls_port, tls="tls")
    with pytest.raises(Unavailable, match="CERTIFICATE_VERIFY_FAILED"):
        await replica.read_new()


async def test_a_very_long_mail_is_read_at_its_beginning_only(desk: Desk) -> None:
    desk.server.arrive(mails.report() + b"x" * 3_000_000)
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"


async def test_a_mail_that_somebody_takes_away_meanwhile_is_passed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.server.arrive(mails.VACATION, mails.report())
    whole = ImapSession.after

    def then_gone(session: ImapSession, uid: int) -> list[int]:
        found = whole(session, uid)
        with desk.server.client() as client:
            client.uid("STORE", str(found[0]), "+FLAGS", "(\\Deleted)")
            client.expunge()
        return found

    monkeypatch.setattr(ImapSession, "after", then_gone)
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"


async def test_it_ends_at_once_when_its_service_stops_and_lets_another_take_over(
    desk: Desk,
) -> None:
    work = asyncio.create_task(desk.replica().run())
    desk.server.arrive(mails.report())
    while not await desk.database["leases"].find_one({}):
        await asyncio.sleep(0.01)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(work, 5)
    assert await desk.database["leases"].find_one({}) is None
    await desk.replica().read_new()
    assert desk.notice.status == "escalated"
