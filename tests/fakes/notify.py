"""Notices to start from, and stand-ins for notify's ports."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from services.notify.domain.application import Application
from services.notify.domain.contact import Contact
from services.notify.domain.correspondence import Correspondence, Decide
from services.notify.domain.kinds import (
    MissingMaterials,
    NonAcceptance,
    NotAccepted,
    Reminder,
    Reopened,
    TakenBack,
)
from services.notify.domain.missing import Missing
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.outcome import Outcome
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.domain.unclear_mail import Settlement, UnclearMail, Why
from services.notify.ports import Mail, UnclearPage
from shared.contracts.base import Addressee, Event
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    MissedSupplement,
    MissingItem,
    SupplementClockStarted,
    SupplementTerms,
)
from shared.errors import Unavailable
from shared.values import Bilingual
from tests.builders import NOON, a_standing

USCC = "91350100M000100Y43"
REAL = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DUE = datetime(2019, 7, 8, 16, 0, tzinfo=UTC)
FIRST = datetime(2019, 7, 5, 1, 0, tzinfo=UTC)
SECOND = datetime(2019, 7, 7, 1, 0, tzinfo=UTC)


def an_item(requirement: str = "M05", **facts: object) -> MissingItem:
    """A missing item whose texts all name its requirement."""
    return MissingItem.model_validate(
        {
            "requirement": requirement,
            "name": Bilingual(zh=f"{requirement}材料", en=f"Material {requirement}"),
            "clause": f"第三条（{requirement}）",
            "reason": "not_provided",
            "reason_text": Bilingual(zh=f"{requirement}未提供", en=f"{requirement} not provided"),
            "acceptable": Bilingual(zh=f"有效的{requirement}", en=f"A valid {requirement}"),
        }
        | facts
    )


def some_terms(**facts: object) -> SupplementTerms:
    """Five working days from delivery."""
    return SupplementTerms.model_validate(
        {
            "days": 5,
            "kind": "working",
            "start": "exclusive",
            "if_delivered_today": DUE,
            "explanation": Bilingual(zh="自7月1日起计5个工作日。", en="5 days from 1 July."),
        }
        | facts
    )


def an_application(id_: str = "a1", **facts: object) -> Application:
    """An application of the enterprise of these tests."""
    return Application.model_validate(
        {
            "id": id_,
            "number": "JM-2019-000001",
            "programme": "gd-hightech-product-jiangmen",
            "round": "2019",
            "uscc": USCC,
            "enterprise": Bilingual(zh="江门示例科技有限公司", en="Jiangmen Example Technology"),
            "product": Bilingual(zh="控制器", en="Controller"),
            "programme_name": Bilingual(zh="高新技术产品", en="High-tech products"),
        }
        | facts
    )


def two_items() -> Missing:
    """Two items are missing, one of which is a choice."""
    return Missing(items=(an_item("M05"), an_item("M07", alternatives=("M05", "M09"))))


def asking(missing: Missing | None = None, **facts: object) -> MissingMaterials:
    """A one-time notification of two items."""
    return MissingMaterials.model_validate(
        {"supplement_round": 1, "missing": missing or two_items(), "terms": some_terms()} | facts
    )


def reminding(missing: Missing | None = None, clock: SupplementClock | None = None) -> Reminder:
    """A reminder of the same, by the clock of the first round."""
    return Reminder(asked=asking(missing), clock=clock or a_clock())


def refusing(missing: Missing | None = None, **facts: object) -> NotAccepted:
    """A non-acceptance, with the same two items missing."""
    return NotAccepted(
        non_acceptance=a_non_acceptance(**facts),
        missing=two_items() if missing is None else missing,
    )


def taking_back(received_at: datetime | None = None) -> Reopened:
    """That the non-acceptance of notice n1 holds no longer."""
    back = TakenBack(notice="n1", sent_at=DUE, received_at=received_at or DUE)
    return Reopened(takes_back=back)


def a_notice(cause: str = "review/a1/2", **facts: object) -> Notice:
    """A notice that is due."""
    return Notice.model_validate(
        {
            "id": notice_id(cause),
            "cause": cause,
            "application": an_application(),
            "content": asking(),
            "happened_at": NOON,
            "written_at": NOON,
            "traceparent": None,
            "next_try": REAL,
        }
        | facts
    )


def a_clock(**facts: object) -> SupplementClock:
    """The clock of the first round, with reminders three days and one day before the last."""
    return SupplementClock.model_validate(
        {
            "supplement_round": 1,
            "delivered_at": NOON,
            "channel": "mail",
            "due_at": DUE,
            "explanation": Bilingual(zh="自7月1日起计5个工作日。", en="5 days from 1 July."),
            "cause": "review/a1/3",
            "remind_at": (FIRST, SECOND),
        }
        | facts
    )


def a_non_acceptance(**facts: object) -> NonAcceptance:
    """The clock ended the application, since nothing came."""
    return NonAcceptance.model_validate(
        {
            "reason": "not_supplemented",
            "reason_text": Bilingual(zh="未在规定期限内补正", en="Not supplemented in time."),
            "rule_version": "gd-hightech-product-jiangmen@2019.1",
            "missed": a_missed_supplement(),
            "office": Bilingual(zh="江门市促进会", en="Jiangmen Association"),
        }
        | facts
    )


def a_missed_supplement() -> MissedSupplement:
    """What the clock of the first round says when it has run out."""
    started = a_clock()
    return MissedSupplement(
        delivered_at=started.delivered_at,
        due_at=started.due_at,
        explanation=started.explanation,
    )


def a_contact(email: str = "zhang@example.cn", **facts: object) -> Contact:
    """The contact of the enterprise that the notices are for."""
    name = Bilingual(zh="江门示例科技有限公司", en="Jiangmen Example Technology")
    return Contact.model_validate(
        {"uscc": USCC, "name": name, "language": "zh", "email": email} | facts
    )


def materials_missing(application: str = "a1") -> MaterialsMissing:
    """The event that asks for a notice."""
    about, content = an_application(), asking()
    return MaterialsMissing(
        application=application,
        number=about.number,
        uscc=about.uscc,
        enterprise=about.enterprise,
        product=about.product,
        programme_name=about.programme_name,
        supplement_round=content.supplement_round,
        items=content.missing.items,
        terms=content.terms,
        by="officer-1",
        at=NOON,
        standing=a_standing(),
    )


def clock_started(application: str = "a1", *remind_at: datetime) -> SupplementClockStarted:
    """The event that tells when the supplement is due."""
    return SupplementClockStarted(
        application=application,
        number="JM-2019-000001",
        supplement_round=1,
        delivered_at=NOON,
        channel="mail",
        due_at=DUE,
        explanation=Bilingual(zh="自7月1日起计5个工作日。", en="5 days from 1 July."),
        remind_at=remind_at,
        standing=a_standing(),
    )


def not_accepted(application: str = "a1", **facts: object) -> ApplicationNotAccepted:
    """The event that tells that the clock has ended the application."""
    about = an_application()
    return ApplicationNotAccepted.model_validate(
        {
            **a_non_acceptance().model_dump(),
            **two_items().model_dump(),
            "application": application,
            "number": about.number,
            "addressee": about.model_dump(include=set(Addressee.model_fields)),
            "by": "clock",
            "at": DUE,
            "standing": a_standing(),
        }
        | facts
    )


def case_reopened(application: str = "a1") -> CaseReopened:
    """The event that tells that the supplement had arrived in time."""
    return CaseReopened(
        application=application,
        number="JM-2019-000001",
        received_at=DUE - timedelta(seconds=2),
        at=DUE + timedelta(hours=1),
        standing=a_standing(),
    )


def case_closed(application: str = "a1") -> CaseClosed:
    """The event that tells that the application was withdrawn."""
    return CaseClosed(
        application=application,
        number="JM-2019-000001",
        why="withdrawn",
        at=NOON,
        standing=a_standing(),
    )


@dataclass
class FakeCorrespondences:
    """Correspondence in memory, with all events that were published."""

    kept: dict[str, Correspondence] = field(default_factory=dict)
    published: list[Event] = field(default_factory=list)

    async def get(self, application: str) -> Correspondence | None:
        return self.kept.get(application)

    async def with_notice(self, notice: str) -> Correspondence | None:
        return next((c for c in self.kept.values() if c.notice(notice)), None)

    async def open_with(self, uscc: str) -> AsyncIterator[Correspondence]:
        for correspondence in list(self.kept.values()):
            open_ = [n for n in correspondence.notices if not (n.delivered_at or n.moot_at)]
            if any(n.application.uscc == uscc for n in open_):
                yield correspondence

    async def mailed_to(self, addresses: Collection[str]) -> AsyncIterator[Correspondence]:
        for correspondence in reversed(self.kept.values()):
            if any(a.to in addresses for n in correspondence.notices for a in n.attempts):
                yield correspondence

    async def to_remind(self, at: datetime) -> AsyncIterator[Correspondence]:
        for correspondence in list(self.kept.values()):
            if correspondence.remind and correspondence.remind <= at:
                yield correspondence

    async def change(self, application: str, decide: Decide, *, at: datetime) -> Correspondence:
        before = self.kept.get(application) or Correspondence(application=application)
        changed = decide(before)
        if changed is None:
            return before
        self.kept[application], events = changed
        self.published += events
        return self.kept[application]


class FakeUnclearMails:
    """The queue of mails that nobody can tell; `away_at_the_end` as if killed before its end."""

    def __init__(self) -> None:
        self.kept: dict[str, UnclearMail] = {}
        self.away_at_the_end = False

    async def keep(self, mail: UnclearMail) -> UnclearMail:
        return self.kept.setdefault(mail.id, mail)

    async def page(
        self, *, settled: bool, why: Why | None, after: str | None, limit: int
    ) -> UnclearPage:
        raise NotImplementedError

    async def get(self, identity: str) -> UnclearMail:
        return self.kept[identity]

    async def settle(self, settlement: Settlement) -> UnclearMail:
        settled = self.kept[settlement.mail].settled(settlement)
        self.kept[settlement.mail] = settled
        return settled

    async def carried_out(self, identity: str) -> UnclearMail:
        if self.away_at_the_end:
            raise Unavailable("killed")
        mail = self.kept[identity]
        assert mail.settlement is not None
        done = mail.settlement.model_copy(update={"carried_out": True})
        self.kept[identity] = mail.model_copy(update={"settlement": done})
        return self.kept[identity]


@dataclass
class FakeContacts:
    """Contacts in memory; the newest wins."""

    known: dict[str, tuple[int, Contact]] = field(default_factory=dict)

    async def get(self, uscc: str) -> Contact | None:
        found = self.known.get(uscc)
        return found[1] if found else None

    async def remember(self, contact: Contact, *, seq: int) -> None:
        if self.known.get(contact.uscc, (0, contact))[0] < seq:
            self.known[contact.uscc] = (seq, contact)


@dataclass
class FakeMailer:
    """Answers as it is told, in turn, and keeps what it got."""

    answers: list[Outcome] = field(default_factory=list)
    got: list[Mail] = field(default_factory=list)

    async def send(self, mail: Mail) -> Outcome:
        self.got.append(mail)
        return self.answers.pop(0)


@dataclass
class FakeWake:
    """Counts its calls."""

    calls: int = 0

    def __call__(self) -> None:
        self.calls += 1


@dataclass
class FixedClock:
    """Stands still until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


def in_json(events: list[Event]) -> list[dict[str, Any]]:
    """Events as they go over the wire, with their type."""
    return [{"type": e.type, **e.model_dump(mode="json")} for e in events]
