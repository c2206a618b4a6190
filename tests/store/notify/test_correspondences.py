"""One cause is one notice, however often, in whatever order and by whomever it is heard."""

import asyncio
import random
from datetime import datetime, timedelta

import pytest

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.outcome import Bounced, Delivered
from services.notify.domain.reopening import Reopening
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.senders.letters import TemplateLetters
from services.notify.usecases.remind import Remind
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.write_notice import Cause, WriteNotice
from shared.errors import Rejected
from shared.heard import Position
from shared.values import Bilingual
from tests.builders import NOON
from tests.fakes.notify import (
    DUE,
    FIRST,
    REAL,
    SECOND,
    USCC,
    FakeWake,
    a_clock,
    a_contact,
    a_notice,
    an_application,
    asking,
    refusing,
)
from tests.store.notify.conftest import Stores

STREAM = "reviews.v1"
CLOCK = SupplementClock(
    supplement_round=1,
    delivered_at=NOON,
    channel="mail",
    due_at=DUE,
    explanation=Bilingual(zh="计", en="counted"),
)


def a_cause(seq: int) -> Cause:
    return Cause(f"review/a1/{seq}", Position(STREAM, seq), NOON, None)


@pytest.mark.parametrize("seed", range(5))
async def test_events_heard_often_in_any_order_and_at_once_leave_one_notice_each(
    stores: Stores, seed: int
) -> None:
    letters = TemplateLetters("https://portal.example")
    write = WriteNotice(stores.correspondences, stores.contacts, letters, FakeWake())
    show = ShowDueDate(stores.correspondences)

    async def missing(seq: int) -> None:
        content = asking(supplement_round=seq // 2)
        await write(an_application(), content, a_cause(seq), at=NOON, real=REAL)

    async def started() -> None:
        await show("a1", CLOCK, Position(STREAM, 3), at=NOON)

    heard = [missing(2), missing(2), missing(4), missing(4), started(), started(), missing(2)]
    random.Random(seed).shuffle(heard)
    await asyncio.gather(*heard[:5])
    for late in heard[5:]:
        await late
    kept = await stores.correspondences.get("a1")
    assert kept is not None
    assert {n.id for n in kept.notices} == {notice_id("review/a1/2"), notice_id("review/a1/4")}
    assert len(kept.notices) == 2
    assert kept.clocks == (CLOCK,)
    assert kept.heard == {STREAM: (2, 3, 4)}


@pytest.mark.parametrize("seed", range(5))
async def test_ends_heard_often_in_any_order_and_at_once_leave_one_notice_that_holds(
    stores: Stores, seed: int
) -> None:
    letters = TemplateLetters("https://portal.example")
    parts = (stores.correspondences, stores.contacts, letters, FakeWake())
    write, take_back = WriteNotice(*parts), TakeBack(*parts)

    async def told_of(seq: int) -> None:
        content = asking() if seq == 2 else refusing()
        await write(an_application(), content, a_cause(seq), at=NOON, real=REAL)

    async def reopened(seq: int) -> None:
        back = Reopening(
            seq=seq, cause=f"review/a1/{seq}", received_at=NOON, at=NOON, traceparent=None
        )
        await take_back("a1", back, Position(STREAM, seq), at=NOON, real=REAL)

    heard = [
        told_of(2),
        told_of(4),
        told_of(4),
        reopened(5),
        reopened(5),
        told_of(7),
        told_of(2),
        told_of(7),
    ]
    random.Random(seed).shuffle(heard)
    await asyncio.gather(*heard[:6])
    for late in heard[6:]:
        await late
    kept = await stores.correspondences.get("a1")
    assert kept is not None
    assert {n.seq: n.moot_at is None for n in kept.notices} == {2: False, 4: False, 7: True}
    assert len(kept.notices) == 3
    assert kept.heard == {STREAM: (2, 4, 5, 7)}


async def test_a_notice_that_was_saved_before_there_were_others_is_read(stores: Stores) -> None:
    await stores.add(a_notice())
    newer = ("seq", "kind", "non_acceptance", "takes_back")
    gone = {f"notices.0.{name}": "" for name in newer} | {"reopenings": ""}
    await stores.collection.update_one({"_id": "a1"}, {"$unset": gone})
    kept = await stores.correspondences.get("a1")
    assert kept is not None
    assert kept.notices == (a_notice(),)


async def test_what_is_read_is_what_was_saved(stores: Stores) -> None:
    first = a_notice()
    answered, _ = first.answered(
        Bounced("550 gone", 550), to="zhang@example.cn", at=NOON, real=REAL, jitter=0
    )
    await stores.add(first, a_notice("review/a1/9"))
    await stores.replace(answered)
    kept = await stores.correspondences.with_notice(first.id)
    assert kept is not None
    assert kept.notice(first.id) == answered
    assert [c async for c in stores.correspondences.open_with(USCC)] == [kept]
    assert await stores.correspondences.with_notice("unknown") is None


async def test_delivered_correspondence_is_no_longer_open(stores: Stores) -> None:
    notice = a_notice()
    delivered, _ = notice.answered(Delivered("ok"), to="z@x.cn", at=NOON, real=REAL, jitter=0)
    await stores.add(notice)
    await stores.replace(delivered)
    assert [c async for c in stores.correspondences.open_with(USCC)] == []


async def test_closed_correspondence_is_neither_open_nor_due(stores: Stores) -> None:
    await stores.add(a_notice())
    for _ in range(2):
        note = TakeNote(stores.correspondences)
        await note("a1", lambda c: c.closing(NOON), Position(STREAM, 3), at=NOON)
    assert [c async for c in stores.correspondences.open_with(USCC)] == []
    assert await stores.queue.claim(10) == ()


async def to_remind(stores: Stores, at: datetime) -> list[Correspondence]:
    return [due async for due in stores.correspondences.to_remind(at)]


async def test_a_reminder_is_found_from_its_time_on_until_it_is_written(stores: Stores) -> None:
    letters = TemplateLetters("https://portal.example")
    remind = Remind(stores.correspondences, stores.contacts, letters, FakeWake())
    await stores.add(a_notice())
    show = ShowDueDate(stores.correspondences)
    await show("a1", a_clock(), Position(STREAM, 3), at=NOON)
    assert await to_remind(stores, FIRST - timedelta(seconds=1)) == []
    for moment in (FIRST, SECOND):
        (due,) = await to_remind(stores, moment)
        await asyncio.gather(*(remind(due, at=moment, real=REAL) for _ in range(4)))
    assert await to_remind(stores, DUE) == []
    kept = await stores.correspondences.get("a1")
    assert kept is not None
    assert [n.happened_at for n in kept.notices] == [NOON, FIRST, SECOND]


async def test_a_reminder_that_only_a_newer_version_can_read_keeps_no_other_waiting(
    stores: Stores,
) -> None:
    show = ShowDueDate(stores.correspondences)
    for application in ("a1", "a2"):
        about = an_application(application)
        await stores.add(a_notice(f"review/{application}/2", application=about))
        await show(application, a_clock(), Position(STREAM, 3), at=NOON)
    newer = {"$set": {"notices.0.kind": "of_next_year"}}
    await stores.collection.update_one({"_id": "a1"}, newer)
    assert [due.application for due in await to_remind(stores, FIRST)] == ["a2"]


async def test_the_newest_contact_wins_in_whatever_order_they_come(stores: Stores) -> None:
    for seq in (2, 5, 3, 5):
        await stores.contacts.remember(a_contact(f"{seq}@example.cn"), seq=seq)
    assert await stores.contacts.get(USCC) == a_contact("5@example.cn")
    assert await stores.contacts.get("unknown") is None


async def test_the_inbox_is_read_page_by_page_newest_first_and_only_by_its_owner(
    stores: Stores,
) -> None:
    letter = TemplateLetters("https://portal.example").write(a_notice(), "zh")
    mine = [a_notice(f"review/a{n}/2", application=an_application(f"a{n}")) for n in range(5)]
    await stores.add(*(n.written(letter) for n in mine))
    await stores.add(a_notice("x", application=an_application("x", uscc="another")))
    seen: list[str] = []
    cursor = None
    for _ in range(3):
        page = await stores.inbox.page(USCC, after=cursor, limit=2)
        seen += [notice.id for _, notice in page.rows]
        cursor = page.next
    assert cursor is None
    assert seen == sorted((n.id for n in mine), reverse=True)
    with pytest.raises(Rejected, match="invalid-request") as refused:
        await stores.inbox.page(USCC, after="nonsense", limit=2)
    assert [wrong.field for wrong in refused.value.errors] == ["cursor"]


async def test_progress_counts_notices_of_one_round(stores: Stores) -> None:
    answers_of_each: list[list[Bounced | Delivered | None]] = [
        [],
        [Bounced("550")],
        [Delivered("ok")],
        [Bounced("550"), None],
    ]
    for n, answers in enumerate(answers_of_each):
        notice = a_notice(f"review/a{n}/2", application=an_application(f"a{n}"))
        await stores.add(notice)
        for answer in answers:
            notice = answered(notice, answer)
        await stores.replace(notice)
    await stores.add(a_notice("y", application=an_application("y", round="2018")))
    for name, withdrawn in (("z", a_notice("z")), ("late", answered(a_notice("late"), None))):
        about = an_application(name)
        await stores.add(withdrawn.model_copy(update={"application": about}).dropped(NOON))
    counts = await stores.progress.of("gd-hightech-product-jiangmen", "2019")
    assert counts.by_kind["materials_missing"]["delivered"] == 3
    assert counts.by_status == {
        "inbox": 0,
        "notices": 6,
        "waiting": 1,
        "sending": 0,
        "delivered": 3,
        "escalated": 1,
        "moot": 1,
        "bounced": 2,
    }


def answered(notice: Notice, answer: Bounced | Delivered | None) -> Notice:
    if answer is not None:
        return notice.answered(answer, to="zhang@x.cn", at=NOON, real=REAL, jitter=0)[0]
    opened = notice.opened(at=NOON)
    assert opened is not None
    return opened[0]
