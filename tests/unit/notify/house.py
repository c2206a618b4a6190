"""Notify's use cases on stand-ins for everything outside."""

from datetime import datetime
from pathlib import Path

from services.notify.domain.outcome import Outcome
from services.notify.senders.letters import TemplateLetters
from services.notify.usecases.deliver_notice import DeliverNotice
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.write_notice import Cause, WriteNotice
from shared.heard import Position
from shared.programmes import Programmes
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
PROGRAMMES = Programmes.from_directory(Path("programmes"))


class NotifyHouse:
    """What every notice needs, whatever it is about: it is written, dropped, delivered."""

    def __init__(self, *answers: Outcome, at: datetime = NOON) -> None:
        self.clock, self.wake = FixedClock(at), FakeWake()
        self.correspondences, self.contacts = FakeCorrespondences(), FakeContacts()
        self.mailer, self.letters = FakeMailer(list(answers)), LETTERS
        self.write = WriteNotice(self.correspondences, self.contacts, self.letters, self.wake)
        self._note = TakeNote(self.correspondences)
        self._deliver = DeliverNotice(
            correspondences=self.correspondences,
            contacts=self.contacts,
            letters=self.letters,
            mailer=self.mailer,
            clock=self.clock,
            jitter=lambda: 0.0,
        )

    async def missing(
        self, seq: int = 2, traceparent: str | None = None, *, mailed: bool = True
    ) -> None:
        """Hears that materials are missing."""
        position = Position("reviews.v1", seq)
        cause = Cause(f"review/a1/{seq}", position, NOON, traceparent)
        await self.write(an_application(), asking(), cause, at=NOON, real=REAL, mailed=mailed)

    async def answered(self, supplement_round: int = 1, seq: int = 5) -> None:
        """Hears that the supplement came."""
        at = self.clock.now()
        position = Position("applications.v1", seq)
        await self._note("a1", lambda c: c.supplementing(supplement_round, at), position, at=at)

    async def withdrawn(self, seq: int = 6) -> None:
        """Hears that the application was withdrawn."""
        at = self.clock.now()
        await self._note("a1", lambda c: c.closing(at), Position("reviews.v1", seq), at=at)
