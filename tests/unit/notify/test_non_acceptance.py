"""An enterprise is told once why it was not accepted, and at once when that no longer holds."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.notify.consumers.table import handlers
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import Reopened
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.outcome import Bounced, Delivered, Outcome, RetryLater
from services.notify.ports import Mail
from services.notify.usecases.confirm_receipt import ConfirmReceipt
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.withdraw_due_date import WithdrawDueDate
from shared.contracts.base import Event
from shared.messaging.incoming import Incoming
from tests.builders import NOON
from tests.fakes.notify import (
    DUE,
    USCC,
    a_contact,
    case_reopened,
    in_json,
    not_accepted,
)
from tests.unit.notify.house import PROGRAMMES, NotifyHouse

OK, GONE, LATER = Delivered("ok"), Bounced("550 gone", 550), RetryLater("451 greylisted", 451)
BROKEN = RetryLater("the connection broke")
MISSING, REFUSED, BACK = "【补正通知】", "【不予受理告知】", "【恢复办理】"
Hear = Callable[[], Awaitable[None]]


class House(NotifyHouse):
    """An application's way through review as notify hears it: events have a position in it."""

    def __init__(self, *answers: Outcome) -> None:
        super().__init__(*answers, at=DUE + timedelta(hours=9))
        self.contacts.known = {USCC: (1, a_contact())}
        self._table = handlers(
            self.write,
            TakeBack(self.correspondences, self.contacts, self.letters, self.wake),
            ShowDueDate(self.correspondences),
            WithdrawDueDate(self.correspondences),
            TakeNote(self.correspondences),
            RememberContact(self.contacts, self.correspondences, self.letters, self.wake),
            self.clock,
            PROGRAMMES,
        )
        self._receipt = ConfirmReceipt(self.correspondences)

    async def refused(self, seq: int = 4, **facts: Any) -> None:
        await self._hear(not_accepted(**facts), seq)

    async def reopened(self, seq: int = 5) -> None:
        await self._hear(case_reopened(), seq)

    async def _hear(self, event: Event, seq: int) -> None:
        id_ = f"review/a1/{seq}"
        await self._table[type(event)](Incoming(event, "reviews.v1", "a1", seq, id_, NOON, None))

    async def opened(self, kind: str = "not_accepted") -> None:
        (notice,) = self.of(kind)
        await self._receipt(notice.id, uscc=USCC, at=self.clock.now())

    async def try_one(self) -> None:
        if self.kept.due:
            await self._deliver(self.kept)

    async def deliver(self) -> None:
        while self.kept.due and self.mailer.answers:
            await self.try_one()

    @property
    def kept(self) -> Correspondence:
        return self.correspondences.kept.get("a1") or Correspondence(application="a1")

    @property
    def mails(self) -> list[str]:
        return [mail.letter.subject.split("】")[0] + "】" for mail in self.mailer.got]

    def of(self, kind: str) -> list[Notice]:
        return [notice for notice in self.kept.notices if notice.content.kind == kind]


async def test_a_non_acceptance_is_one_notice_however_often_it_is_heard() -> None:
    house = House(OK, OK)
    for _ in range(3):
        await house.refused()
    await house.deliver()
    await house.refused()
    await house.deliver()
    assert house.mails == [REFUSED]
    (notice,) = house.kept.notices
    assert (notice.id, notice.cause) == (notice_id("review/a1/4"), "review/a1/4")


async def test_its_delivery_is_of_no_round_so_that_it_starts_no_clock() -> None:
    house = House(OK)
    await house.refused()
    await house.deliver()
    assert [
        (event["type"], event["kind"], event["supplement_round"])
        for event in in_json(house.correspondences.published)
    ] == [
        ("laurel.notice.sent.v1", "not_accepted", 0),
        ("laurel.notice.delivered.v1", "not_accepted", 0),
    ]
    assert house.kept.clock_of(house.kept.notices[0]) is None


async def test_an_older_event_that_names_nobody_writes_nothing() -> None:
    house = House()
    await house.refused(addressee=None)
    assert house.kept.notices == ()


async def test_what_was_asked_for_is_not_asked_for_any_more_once_it_was_refused() -> None:
    house = House(GONE, OK)
    await house.missing()
    await house.try_one()
    await house.refused()
    await house.deliver()
    assert [notice.moot_at is not None for notice in house.kept.notices] == [True, False]


@pytest.mark.parametrize("order", list(permutations(["missing", "refused"])))
async def test_nobody_is_asked_for_what_was_refused_already(order: tuple[str, ...]) -> None:
    house = House(OK, OK)
    for heard in order:
        await getattr(house, heard)()
    await house.deliver()
    assert house.mails == [REFUSED]


async def test_one_that_was_not_sent_before_the_case_was_reopened_is_dropped() -> None:
    house = House(LATER, OK, OK)
    await house.refused()
    await house.try_one()
    await house.reopened()
    await house.deliver()
    assert house.mails == [REFUSED]
    (notice,) = house.kept.notices
    assert (notice.delivered_at, notice.moot_at) == (None, house.clock.at)


@pytest.mark.parametrize("answer", [OK, GONE, BROKEN])
async def test_one_that_was_sent_or_may_have_been_is_taken_back_by_another(answer: Outcome) -> None:
    house = House(answer, OK)
    await house.refused()
    await house.try_one()
    for _ in range(3):
        await house.reopened()
    await house.deliver()
    assert house.mails == [REFUSED, BACK]
    (refused,), (back,) = house.of("not_accepted"), house.of("reopened")
    assert (back.cause, back.status) == ("review/a1/5", "delivered")
    assert isinstance(back.content, Reopened)
    assert back.content.takes_back.notice == refused.id
    assert back.content.starts_clock_of == 0


async def test_a_mail_that_was_on_its_way_when_the_case_was_reopened_is_taken_back() -> None:
    house = House(OK, OK)
    await house.refused()
    send = house.mailer.send

    async def reopened_meanwhile(mail: Mail) -> Outcome:
        if not house.mailer.got:
            await house.reopened()
        return await send(mail)

    house.mailer.send = reopened_meanwhile  # type: ignore[method-assign]
    await house.deliver()
    assert house.mails == [REFUSED, BACK]


async def test_one_that_is_opened_in_the_inbox_after_all_is_taken_back() -> None:
    house = House(OK)
    await house.refused()
    await house.reopened()
    assert house.of("reopened") == []
    for _ in range(2):
        await house.opened()
    await house.deliver()
    assert house.mails == [BACK]


async def test_one_that_is_heard_after_it_was_taken_back_is_not_sent() -> None:
    house = House(OK)
    await house.reopened()
    await house.refused()
    await house.deliver()
    assert house.mails == []


async def test_a_second_non_acceptance_is_told_and_overtakes_what_took_the_first_back() -> None:
    house = House(OK, OK, OK)
    await house.refused()
    await house.deliver()
    await house.reopened()
    await house.refused(seq=7, missed=None, by="officer-1")
    await house.deliver()
    assert house.mails == [REFUSED, REFUSED]
    assert [notice.moot_at is not None for notice in house.of("reopened")] == [True]


async def test_a_second_non_acceptance_that_was_never_told_needs_no_taking_back() -> None:
    house = House(OK, OK, OK)
    await house.refused(seq=4)
    await house.deliver()
    await house.reopened(seq=5)
    await house.deliver()
    await house.refused(seq=6)
    await house.reopened(seq=7)
    await house.deliver()
    assert house.mails == [REFUSED, BACK]


async def test_what_took_the_first_back_is_not_told_when_the_second_is_heard_before_it() -> None:
    house = House(OK, OK)
    await house.refused()
    await house.deliver()
    await house.refused(seq=7, missed=None, by="officer-1")
    await house.reopened()
    await house.deliver()
    assert house.mails == [REFUSED, REFUSED]
    assert house.of("reopened") == []


@pytest.mark.parametrize("first", ["reopened", "withdrawn", "refused"])
async def test_nothing_is_sent_any_more_once_the_application_was_withdrawn(first: str) -> None:
    house = House(OK, OK)
    heard = ["refused", "reopened", "withdrawn"]
    for name in sorted(heard, key=lambda name: name != first):
        await getattr(house, name)()
    await house.deliver()
    assert house.mails == []


async def test_a_withdrawal_after_both_takes_nothing_back() -> None:
    house = House(OK, OK)
    await house.refused()
    await house.deliver()
    await house.withdrawn()
    await house.reopened()
    await house.deliver()
    assert house.mails == [REFUSED]
    assert house.of("reopened") == []


ENDS = {"refused": 4, "reopened": 5, "refused_again": 7}
STEP = st.sampled_from(["missing", *ENDS]) | st.sampled_from([OK, GONE, LATER, BROKEN])


@settings(max_examples=60)
@given(st.lists(STEP, max_size=16))
async def test_whatever_is_heard_and_answered_the_last_end_told_is_the_last_there_is(
    steps: list[Any],
) -> None:
    house = House()
    hear: dict[str, Hear] = {
        "missing": house.missing,
        "refused": house.refused,
        "reopened": house.reopened,
        "refused_again": lambda: house.refused(seq=7),
    }
    for step in (*steps, *[OK] * 4):
        if isinstance(step, str):
            await hear[step]()
        else:
            house.mailer.answers = [step]
            await house.try_one()
    assert house.kept.due is None
    causes = [notice.cause for notice in house.kept.notices]
    assert len(set(causes)) == len(causes)
    ends = {n.id: n for n in house.kept.notices if n.content.kind != "materials_missing"}
    reached = [n.seq for n in ends.values() if n.reached]
    last = max((seq for name, seq in ENDS.items() if name in steps), default=0)
    # What was never told needs no taking back.
    assert max(reached, default=0) == last or (last == 5 and not reached)
    mailed = [ends[mail.notice].seq for mail in house.mailer.got if mail.notice in ends]
    assert not reached or mailed[-1] == last
