"""Notify's use cases on stand-ins for everything outside."""

from datetime import datetime

from services.notify.domain.outcome import Outcome
from services.notify.senders.letters import TemplateLetters
from services.notify.usecases.deliver_notice import DeliverNotice
from services.notify.usecases.drop_notices import DropNotices
from services.notify.usecases.write_notice import Cause, WriteNotice
from shared.heard import Position
from tests.builders import NOON
from tests.fakes.notify import (
    REAL,
    FakeContacts,
    FakeCorrespondences,
    FakeMailer,
    FakeWake,
    FixedClock,
    an_application,
    asking,
)

LETTERS = TemplateLetters("https://portal.cn")


class NotifyHouse:
    """What every notice needs, whatever it is about: it is written, dropped, delivered."""

    def __init__(self, *answers: Outcome, at: datetime = NOON) -> None:
        self.clock, self.wake = FixedClock(at), FakeWake()
        self.correspondences, self.contacts = FakeCorrespondences(), FakeContacts()
        self.mailer, self.letters = FakeMailer(list(answers)), LETTERS
        self.write = WriteNotice(self.correspondences, self.contacts, self.letters, self.wake)
        self._drop = DropNotices(self.correspondences)
        self._deliver = DeliverNotice(
            correspondences=self.correspondences,
            contacts=self.contacts,
            letters=self.letters,
            mailer=self.mailer,
            clock=self.clock,
            jitter=lambda: 0.0,
        )

    async def missing(self, seq: int = 2, traceparent: str | None = None) -> None:
        """Hears that materials are missing."""
        position = Position("reviews.v1", seq)
        cause = Cause(f"review/a1/{seq}", position, NOON, traceparent)
        await self.write(an_application(), asking(), cause, at=NOON, real=REAL)

    async def withdrawn(self, seq: int = 6) -> None:
        """Hears that the application was withdrawn."""
        at = self.clock.now()
        await self._drop("a1", at, Position("reviews.v1", seq), at=at)
