"""Mails that nobody could tell: each once, in a stable order, settled by one person."""

import asyncio
from datetime import timedelta

import pytest

from services.notify.domain.unclear_mail import Settlement, UnclearMail, Why
from services.notify.store.unclear_mails import MongoUnclearMails
from shared.errors import NotFound, Rejected
from tests.builders import NOON
from tests.store.notify.conftest import Stores


def a_mail(identity: str, hours: int = 0, why: Why = "meaning") -> UnclearMail:
    return UnclearMail(
        id=identity,
        why=why,
        sender="MAILER-DAEMON@mx.example.cn",
        subject="Message",
        sent_at=None,
        came_at=NOON + timedelta(hours=hours),
        said="It is being processed.",
        reason="no reason is told",
        code=None,
    )


def nothing(mail: str, by: str = "operator-1", reason: str = "网关回执") -> Settlement:
    return Settlement(
        mail=mail, verdict="nothing", notice=None, reason=reason, by=by, at=NOON, carried_out=True
    )


@pytest.fixture
async def mails(stores: Stores) -> MongoUnclearMails:
    found = MongoUnclearMails(stores.database["unclear_mails"])
    await found.prepare()
    return found


async def listed(
    mails: MongoUnclearMails, *, settled: bool = False, why: Why | None = None
) -> list[str]:
    found, after = list[str](), None
    while True:
        page = await mails.page(settled=settled, why=why, after=after, limit=2)
        found += [mail.id for mail in page.rows]
        if page.next is None:
            return found
        after = page.next


async def test_the_longest_waiting_is_first_and_ids_decide_between_equals(
    mails: MongoUnclearMails,
) -> None:
    for mail in (a_mail("c", 2), a_mail("b", 1), a_mail("a", 1), a_mail("d", 1, "held")):
        await mails.keep(mail)
    assert await listed(mails) == ["a", "b", "d", "c"]
    assert await listed(mails, why="held") == ["d"]
    await mails.settle(nothing("b"))
    assert await listed(mails) == ["a", "d", "c"]
    assert await listed(mails, settled=True) == ["b"]
    assert await mails.waiting() == 3


async def test_a_mail_that_comes_once_more_stays_as_it_was_settled(
    mails: MongoUnclearMails,
) -> None:
    await mails.keep(a_mail("a"))
    settled = await mails.settle(nothing("a"))
    assert await mails.keep(a_mail("a", 5)) == settled


async def test_of_two_who_settle_it_at_once_one_is_told_of_the_other(
    mails: MongoUnclearMails,
) -> None:
    await mails.keep(a_mail("a"))
    both = [mails.settle(nothing("a", f"operator-{n}", f"because {n}")) for n in range(2)]
    done = await asyncio.gather(*both, return_exceptions=True)
    refused = [each for each in done if isinstance(each, Rejected)]
    assert [each.code for each in refused] == ["already-settled"]


async def test_one_that_is_not_there_is_told_as_that(mails: MongoUnclearMails) -> None:
    with pytest.raises(NotFound):
        await mails.settle(nothing("a"))
