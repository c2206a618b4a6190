"""From what is heard to what is sent, on stand-ins for everything outside."""

from datetime import timedelta

import pytest

from services.notify.domain.contact import Contact
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.outcome import Bounced, Delivered, Outcome, Unreachable
from services.notify.ports import Mail
from services.notify.usecases.confirm_receipt import ConfirmReceipt
from services.notify.usecases.remember_contact import RememberContact
from shared.contracts.notices import NoticeDelivered, NoticeSent
from shared.errors import NotFound
from shared.trace import current_traceparent
from tests.builders import NOON
from tests.fakes.notify import (
    REAL,
    USCC,
    a_contact,
)
from tests.unit.notify.house import NotifyHouse

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class House(NotifyHouse):
    """What is written and sent, with what the enterprise does about it."""

    def __init__(self, *answers: Outcome) -> None:
        super().__init__(*answers)
        self._remember = RememberContact(
            self.contacts, self.correspondences, self.letters, self.wake
        )
        self.receipt = ConfirmReceipt(self.correspondences)

    async def contact(self, contact: Contact, seq: int = 1) -> None:
        await self._remember(contact, seq=seq, at=NOON, real=REAL)

    async def deliver(self) -> Outcome | None:
        return await self.deliver_claimed(self.correspondences.kept["a1"])

    async def deliver_claimed(self, correspondence: Correspondence) -> Outcome | None:
        return await self._deliver(correspondence)

    @property
    def notices(self) -> list[tuple[str, int]]:
        kept = self.correspondences.kept["a1"].notices
        return [(notice.status, len(notice.attempts)) for notice in kept]


async def test_an_event_heard_again_writes_nothing_more() -> None:
    house = House()
    for _ in range(3):
        await house.missing()
    assert house.notices == [("waiting", 0)]
    await house.missing(seq=5)
    assert house.notices == [("waiting", 0), ("waiting", 0)]


async def test_a_notice_for_an_unknown_enterprise_waits_and_is_sent_when_it_registers() -> None:
    house = House(Delivered("ok"))
    await house.missing()
    assert await house.deliver() is None
    assert house.mailer.got == []
    due = house.correspondences.kept["a1"].due
    assert due is not None
    assert due > REAL
    calls = house.wake.calls
    await house.contact(a_contact(language="en"))
    assert house.wake.calls == calls + 1
    assert house.correspondences.kept["a1"].due == REAL
    await house.deliver()
    assert house.notices == [("delivered", 1)]
    assert house.mailer.got[0].letter.language == "en"


async def test_a_registration_heard_between_reading_and_saving_is_not_missed() -> None:
    house = House(Delivered("ok"))
    await house.missing()
    reads = 0
    known = house.contacts.get

    async def get(uscc: str) -> Contact | None:
        nonlocal reads
        reads += 1
        if reads == 2:
            await house.contacts.remember(a_contact(), seq=1)
        return await known(uscc)

    house.contacts.get = get  # type: ignore[method-assign]
    assert await house.deliver() is None
    await house.deliver()
    assert house.notices == [("delivered", 1)]


@pytest.mark.parametrize("mailed", [True, False])
async def test_who_registers_while_a_notice_is_written_reads_it_though_no_mail_gets_out(
    mailed: bool,
) -> None:
    house = House()
    known = house.contacts.get
    reads = 0

    async def get(uscc: str) -> Contact | None:
        nonlocal reads
        reads += 1
        found = await known(uscc)
        if reads == 1:
            # Heard between this read and the save of the notice.
            await house.contact(a_contact(language="en"))
        return found

    house.contacts.get = get  # type: ignore[method-assign]
    await house.missing(mailed=mailed)
    (notice,) = house.correspondences.kept["a1"].notices
    assert notice.letter is not None
    assert notice.letter.language == "en"


async def test_a_letter_is_sent_only_in_the_turn_of_the_provider_that_it_goes_to() -> None:
    house = House(Delivered("ok"))
    await house.contact(a_contact("zhang@example.cn"))
    await house.missing()
    claimed = house.correspondences.kept["a1"]
    assert claimed.provider == "example.cn"
    await house.contact(a_contact("li@foxmail.com"), seq=2)
    assert await house.deliver_claimed(claimed) is None
    assert house.correspondences.kept["a1"].provider == "qq.com"
    await house.deliver()
    assert [mail.to.email for mail in house.mailer.got] == ["li@foxmail.com"]


async def test_the_letter_is_the_one_that_was_written_first() -> None:
    house = House(Unreachable("refused"), Delivered("ok"))
    await house.contact(a_contact(language="zh"))
    await house.missing()
    assert await house.deliver() == Unreachable("refused")
    await house.contact(a_contact("li@example.cn", language="en"), seq=2)
    await house.deliver()
    assert [mail.letter.language for mail in house.mailer.got] == ["zh", "zh"]
    assert [mail.to.email for mail in house.mailer.got] == ["zhang@example.cn", "li@example.cn"]
    assert {mail.notice for mail in house.mailer.got} == {house.mailer.got[0].notice}


async def test_an_unreachable_server_is_no_attempt() -> None:
    house = House(Unreachable("refused"))
    await house.contact(a_contact())
    await house.missing()
    await house.deliver()
    assert house.notices == [("waiting", 0)]
    assert house.correspondences.kept["a1"].due == REAL
    assert house.correspondences.published == []


async def test_a_new_address_after_a_bounce_is_tried_once_however_often_it_is_heard() -> None:
    house = House(Bounced("550 gone", 550), Delivered("ok"))
    await house.contact(a_contact())
    await house.missing()
    await house.deliver()
    assert house.notices == [("escalated", 1)]
    await house.contact(a_contact(language="en"), seq=2)
    assert house.correspondences.kept["a1"].due is None
    await house.contact(a_contact("li@example.cn"), seq=3)
    await house.deliver()
    for seq in (3, 2, 1):
        await house.contact(a_contact("li@example.cn"), seq=seq)
    assert house.notices == [("delivered", 2)]
    assert house.correspondences.kept["a1"].due is None
    kinds = [type(event) for event in house.correspondences.published]
    assert kinds.count(NoticeDelivered) == 1
    assert kinds.count(NoticeSent) == 2


async def test_an_older_contact_that_is_heard_late_changes_nothing() -> None:
    house = House()
    await house.contact(a_contact("new@example.cn"), seq=4)
    await house.contact(a_contact("old@example.cn"), seq=3)
    assert await house.contacts.get(USCC) == a_contact("new@example.cn")


@pytest.mark.parametrize("first", ["missing", "withdrawn"])
async def test_nothing_is_sent_about_a_withdrawn_application_in_whatever_order_it_is_heard(
    first: str,
) -> None:
    house = House()
    await house.contact(a_contact())
    for heard in sorted([house.missing, house.withdrawn], key=lambda h: h.__name__ != first):
        await heard()
        await heard()
    assert await house.deliver() is None
    assert house.mailer.got == []
    kept = house.correspondences.kept["a1"]
    assert (kept.due, [n.moot_at for n in kept.notices]) == (None, [NOON])


async def test_a_withdrawal_heard_after_the_claim_still_stops_the_mail() -> None:
    house = House()
    await house.contact(a_contact())
    await house.missing()
    claimed = house.correspondences.kept["a1"]
    await house.withdrawn()
    assert await house.deliver_claimed(claimed) is None
    assert house.mailer.got == []


async def test_an_address_that_comes_after_the_withdrawal_is_not_written_to() -> None:
    house = House(Bounced("550 gone", 550))
    await house.missing()
    await house.withdrawn()
    await house.contact(a_contact())
    kept = house.correspondences.kept["a1"]
    assert (kept.due, kept.notices[0].letter) == (None, None)


async def test_the_letter_of_a_mail_that_arrived_after_the_withdrawal_is_kept() -> None:
    house = House(Delivered("ok"))
    await house.contact(a_contact())
    await house.missing()
    send = house.mailer.send

    async def withdrawn_meanwhile(mail: Mail) -> Outcome:
        await house.withdrawn()
        return await send(mail)

    house.mailer.send = withdrawn_meanwhile  # type: ignore[method-assign]
    await house.deliver()
    (notice,) = house.correspondences.kept["a1"].notices
    assert notice.letter == house.mailer.got[0].letter
    assert house.notices == [("delivered", 1)]


async def test_the_trace_of_the_cause_reaches_the_mail() -> None:
    house = House(Delivered("ok"))
    seen: list[str | None] = []
    await house.contact(a_contact())
    await house.missing(traceparent=TRACE)
    send = house.mailer.send

    async def watched(mail: Mail) -> Outcome:
        seen.append(current_traceparent())
        return await send(mail)

    house.mailer.send = watched  # type: ignore[method-assign]
    await house.deliver()
    assert [t and t.split("-")[1] for t in seen] == [TRACE.split("-")[1]]


async def test_only_the_enterprise_itself_can_confirm_its_receipt() -> None:
    house = House()
    await house.missing()
    (notice,) = house.correspondences.kept["a1"].notices
    with pytest.raises(NotFound):
        await house.receipt(notice.id, uscc="another", at=NOON)
    with pytest.raises(NotFound):
        await house.receipt("unknown", uscc=USCC, at=NOON)
    for _ in range(2):
        await house.receipt(notice.id, uscc=USCC, at=NOON + timedelta(hours=1))
    kinds = [type(event) for event in house.correspondences.published]
    assert kinds == [NoticeSent, NoticeDelivered]
