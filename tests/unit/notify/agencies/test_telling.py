"""An agency is told by mail that its receiver fails, once, in its language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from services.notify.domain.agencies.failing import DISABLED_AFTER
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription import Act, Befell, Did, MailTo, Subscription
from services.notify.domain.contact import Language
from services.notify.domain.outcome import Bounced, Delivered, Outcome, RetryLater, Unreachable
from services.notify.ports import Mail
from services.notify.ports.agencies.subscriptions import Change, Standing
from services.notify.senders.agencies.receiver_letters import ReceiverLetters
from services.notify.senders.mime import Sender, to_bytes
from services.notify.usecases.agencies.tell_agency import TellAgency

NOON = datetime(2019, 7, 1, 4, tzinfo=UTC)
URL = "https://hooks.tax.gov.cn/laurel?a=1&b=2"


def act(did: Did) -> Act:
    """Laurel's."""
    return Act(did=did, by="laurel", side="laurel", at=NOON)


def active(language: Language | None = "zh") -> Subscription:
    """One that is sent to, whose agency wants to be told in this language, or not at all."""
    to = None if language is None else MailTo(email="zhangsan@example.cn", language=language)
    return Subscription(
        id="5d0c3f5b8c2e5f0c9b1d3a7e6f402811",
        owner="tax",
        name="税务局 <新认定>",
        url=URL,
        wanted=Filter(),
        state="active",
        mail_to=to,
        created_at=NOON,
        acts=(act("created"),),
    )


@dataclass
class House:
    """A subscription, how its receiver does, and a mail server that says what it is told to."""

    kept: Subscription
    says: Outcome = field(default_factory=lambda: Delivered("250 2.0.0 queued"))
    mails: list[Mail] = field(default_factory=list)

    async def change(self, identity: str, change: Change, *, at: datetime) -> Subscription:
        """Keeps it."""
        self.kept = change(self.kept)
        return self.kept

    async def of(self, subscription: str) -> Standing:
        """Since yesterday nothing was taken."""
        return Standing(up_to=3, failing_since=NOON - timedelta(days=1))

    async def send(self, mail: Mail) -> Outcome:
        """Takes it, or not."""
        self.mails.append(mail)
        return self.says

    async def tell(self) -> bool:
        """Tells, as the work does."""
        tell = TellAgency(self, self, ReceiverLetters(), self)  # type: ignore[arg-type]
        return await tell(self.kept, at=NOON)

    def did(self) -> Sequence[str]:
        """What was done to the subscription."""
        return [each.did for each in self.kept.acts]


@pytest.mark.parametrize("says", [Delivered("250 queued"), Bounced("550 no such user")])
async def test_what_the_mail_server_has_answered_is_told_and_noted_once(
    says: Delivered | Bounced,
) -> None:
    house = House(active().warned(act("warned")), says)
    assert await house.tell()
    assert await house.tell()
    assert len(house.mails) == 1
    assert house.did() == ["created", "warned", "mailed"]
    said = says.proof if isinstance(says, Delivered) else says.reason
    assert house.kept.last_act.reason == said


@pytest.mark.parametrize("says", [RetryLater("451 greylisted"), Unreachable("no connection")])
async def test_what_it_does_not_take_is_tried_again_as_the_same_mail(says: Outcome) -> None:
    house = House(active().warned(act("warned")), says)
    assert not await house.tell()
    house.says = Delivered("250 queued")
    assert await house.tell()
    assert len({mail.message for mail in house.mails}) == 1
    assert len(house.mails) == 2


async def test_who_left_no_address_is_told_nothing() -> None:
    house = House(active(None).warned(act("warned")).disabled(act("disabled")))
    assert house.kept.unmailed is None
    assert await house.tell()
    assert house.mails == []


async def test_one_that_is_disabled_before_it_was_told_of_a_warning_is_told_of_that() -> None:
    house = House(active().warned(act("warned")).disabled(act("disabled")))
    assert await house.tell()
    assert "停用" in house.mails[0].letter.subject
    late = house.kept.mailed("warned", act("mailed"))
    assert late is house.kept


@pytest.mark.parametrize(
    ("of", "language", "said"),
    [
        ("warned", "zh", ["2019年6月30日", "2019年7月5日", URL, "不会丢失"]),
        ("warned", "en", ["30 June 2019", "5 July 2019", URL, "Nothing is lost"]),
        ("disabled", "zh", ["已停用", f"{DISABLED_AFTER.days} 日", URL, "发起验证"]),
        ("disabled", "en", ["was disabled", f"{DISABLED_AFTER.days} days", URL, "challenge"]),
    ],
)
async def test_the_letter_says_since_when_until_when_and_what_to_do(
    of: Befell, language: Language, said: list[str]
) -> None:
    warned, disabled = active(language).warned(act("warned")), active(language)
    house = House(warned if of == "warned" else disabled.disabled(act("disabled")))
    await house.tell()
    (mail,) = house.mails
    text = mail.letter.subject + mail.letter.text
    assert [one for one in said if one not in text] == []
    assert "\n" not in mail.letter.subject
    assert "税务局 <新认定>" in text
    assert "税务局 &lt;新认定&gt;" in mail.html
    assert b"zhangsan@example.cn" in to_bytes(mail, Sender("Laurel <a@laurel.example>"))


def test_nothing_is_told_any_more_to_an_address_that_was_taken_back() -> None:
    left = active().warned(act("warned")).reached_at(None, act("contact_changed"))
    assert (left.unmailed, left.mail_to) == (None, None)
