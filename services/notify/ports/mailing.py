"""Mail on its way, and who hands it over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.contact import Language
from services.notify.domain.notice import Letter, Notice
from services.notify.domain.outcome import Outcome
from shared.values import Bilingual


class To(Protocol):
    """Who a mail goes to."""

    @property
    def name(self) -> Bilingual:
        """As it is addressed."""
        ...

    @property
    def email(self) -> str:
        """Where it goes."""
        ...


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is no enterprise."""

    name: Bilingual
    email: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter on its way; `notice` makes its Message-ID, the same for every attempt.

    `resendings` is how often it was sent again on demand, each time as a mail of its own.
    """

    notice: str
    to: To
    letter: Letter
    html: str
    at: datetime
    resendings: int = 0

    @property
    def message(self) -> str:
        """The local part of its Message-ID."""
        return f"{self.notice}.{self.resendings}" if self.resendings else self.notice


class Letters(Protocol):
    """Writes letters in the enterprise's language."""

    def write(self, notice: Notice, language: Language) -> Letter:
        """Subject and plain text."""
        ...

    def html(self, notice: Notice, language: Language) -> str:
        """The same as a page for mail programs."""
        ...


class Mailer(Protocol):
    """Hands mail to the mail server."""

    async def send(self, mail: Mail) -> Outcome:
        """Sends one mail and tells what the server said."""
        ...


Wake = Callable[[], None]
"""Wakes those who deliver."""
