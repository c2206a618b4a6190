"""An enterprise is reminded in time, never of what is over, and never twice of the same."""

from datetime import datetime, timedelta

import pytest

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import Reminder
from services.notify.domain.notice import Notice
from services.notify.domain.outcome import Delivered, Outcome, Unreachable
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.senders.reminders import Reminders
from services.notify.usecases.remind import Remind
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_note import TakeNote
from shared.errors import StaleWrite
from shared.heard import Position
from tests.builders import NOON
from tests.fakes.notify import (
    DUE,
    FIRST,
    SECOND,
    USCC,
    FakeContacts,
    a_clock,
    a_contact,
    in_json,
)
from tests.unit.notify.house import NotifyHouse

MOMENT = timedelta(microseconds=1)
OK = Delivered("ok")


class House(NotifyHouse):
    """An enterprise that knows what is missing, and all that reminds it."""

    def __init__(self, *answers: Outcome) -> None:
        super().__init__(OK, *answers)
        self.contacts.known = {USCC: (1, a_contact())}
        self._show = ShowDueDate(self.correspondences)
        remind = Remind(self.correspondences, self.contacts, self.letters, self.wake)
        self.write_due = Reminders(self.correspondences, remind, self.clock).write_due
        self._note = TakeNote(self.correspondences)

    async def asked(self) -> None:
        await self.missing()
        await self.deliver()

    async def counted(self, clock: SupplementClock | None = None) -> None:
        await self._show("a1", clock or a_clock(), Position("reviews.v1", 3), at=NOON)

    async def supplemented(self) -> None:
        at = self.clock.now()
        came = Position("applications.v1", 2)
        await self._note("a1", lambda c: c.supplementing(1, at), came, at=at)

    async def deliver(self) -> None:
        while self.correspondences.kept["a1"].due:
            await self._deliver(self.correspondences.kept["a1"])

    async def at(self, instant: datetime, *, mail: bool = True) -> None:
        """What the services do by themselves when it is this instant."""
        self.clock.at = instant
        await self.write_due()
        if mail:
            await self.deliver()

    @property
    def reminders(self) -> list[Notice]:
        kept = self.correspondences.kept["a1"].notices
        return [notice for notice in kept if isinstance(notice.content, Reminder)]

    @property
    def days_left(self) -> list[int]:
        return [
            notice.content.days_left(notice.written_at)
            for notice in self.reminders
            if isinstance(notice.content, Reminder)
        ]

    @property
    def mails(self) -> list[str]:
        return [mail.letter.subject[:6] for mail in self.mailer.got[1:]]


async def a_house(*answers: Outcome) -> House:
    house = House(*answers)
    await house.asked()
    await house.counted()
    return house


async def test_each_reminder_is_sent_once_when_it_is_due() -> None:
    house = await a_house(OK, OK)
    await house.at(FIRST - MOMENT)
    assert house.mails == []
    for _ in range(2):
        await house.at(FIRST)
    assert house.mails == ["【补正提醒】"]
    for _ in range(2):
        await house.at(SECOND + timedelta(hours=1))
        await house.counted()
    assert house.mails == ["【补正提醒】", "【补正提醒】"]
    assert house.days_left == [3, 1]
    assert house.correspondences.kept["a1"].remind is None


async def test_an_outage_across_two_reminders_makes_one() -> None:
    house = await a_house(OK)
    await house.at(SECOND + timedelta(hours=1))
    await house.at(DUE - MOMENT)
    assert house.mails == ["【补正提醒】"]


async def test_a_reminder_that_mail_did_not_take_gives_way_to_the_next() -> None:
    house = await a_house(OK)
    await house.at(FIRST, mail=False)
    await house.at(SECOND)
    assert house.mails == ["【补正提醒】"]
    first, second = house.reminders
    assert (first.moot_at, second.moot_at, second.status) == (SECOND, None, "delivered")


async def test_past_the_due_date_nobody_is_reminded() -> None:
    house = await a_house()
    await house.at(DUE)
    assert house.reminders == []
    assert house.correspondences.kept["a1"].remind is None


async def test_a_reminder_that_waits_for_mail_until_the_due_date_is_not_sent() -> None:
    house = await a_house()
    await house.at(SECOND, mail=False)
    await house.at(DUE)
    assert house.mails == []
    assert [n.moot_at for n in house.reminders] == [DUE]


@pytest.mark.parametrize("over", ["supplemented", "withdrawn"])
async def test_nobody_is_reminded_of_what_is_over(over: str) -> None:
    house = await a_house()
    await house.at(FIRST, mail=False)
    await getattr(house, over)()
    await house.at(SECOND)
    assert house.mails == []
    assert [n.moot_at for n in house.reminders] == [FIRST]


@pytest.mark.parametrize("over", ["supplemented", "withdrawn"])
async def test_nobody_is_reminded_when_the_end_is_heard_before_the_clock(over: str) -> None:
    house = House()
    await house.asked()
    await getattr(house, over)()
    await house.counted()
    await house.at(FIRST)
    assert house.mails == []


async def test_a_clock_that_is_heard_before_its_notice_reminds_afterwards() -> None:
    house = House(OK)
    await house.counted()
    await house.at(FIRST, mail=False)
    await house.asked()
    await house.at(FIRST)
    assert house.mails == ["【补正提醒】"]


async def test_a_reminder_is_of_no_round_so_that_its_delivery_starts_no_clock() -> None:
    house = await a_house(OK)
    house.correspondences.published.clear()
    await house.at(FIRST)
    (reminder,) = house.reminders
    assert [
        (event["type"], event["notice"], event["cause"], event["supplement_round"])
        for event in in_json(house.correspondences.published)
    ] == [
        ("laurel.notice.sent.v1", reminder.id, "review/a1/3", 0),
        ("laurel.notice.delivered.v1", reminder.id, "review/a1/3", 0),
    ]


async def test_an_unreachable_mail_server_loses_no_reminder() -> None:
    house = await a_house(Unreachable("refused"), OK)
    await house.at(FIRST)
    assert house.mails == ["【补正提醒】", "【补正提醒】"]
    assert [n.status for n in house.reminders] == ["delivered"]


async def test_however_many_can_not_be_reminded_the_others_are() -> None:
    house = await a_house()
    asked = house.correspondences.kept["a1"]
    for number in range(600):
        faulty = f"b{number}"
        house.correspondences.kept[faulty] = asked.model_copy(update={"application": faulty})
    house.correspondences.kept["a1"] = house.correspondences.kept.pop("a1")
    tried: list[str] = []

    class Faulty(Remind):
        async def __call__(self, due: Correspondence, *, at: datetime, real: datetime) -> None:
            tried.append(due.application)
            if due.application != "a1":
                raise StaleWrite("correspondence")

    house.clock.at = FIRST
    remind = Faulty(house.correspondences, FakeContacts(), house.letters, house.wake)
    await Reminders(house.correspondences, remind, house.clock).write_due()
    assert tried[-1] == "a1"
