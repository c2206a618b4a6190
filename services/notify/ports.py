"""What the use cases need from outside, in words of the domain."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.contact import Contact, Language
from services.notify.domain.correspondence import Correspondence, Decide
from services.notify.domain.notice import Letter, Notice
from services.notify.domain.outcome import Outcome
from services.notify.domain.unclear_mail import Settlement, UnclearMail, Why


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter on its way; `notice` makes its Message-ID, the same for every attempt.

    `resendings` is how often it was sent again on demand, each time as a mail of its own.
    """

    notice: str
    to: Contact
    letter: Letter
    html: str
    at: datetime
    resendings: int = 0

    @property
    def message(self) -> str:
        """The local part of its Message-ID."""
        return f"{self.notice}.{self.resendings}" if self.resendings else self.notice


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Correspondence in some order, with the notice that is meant, and where to go on."""

    rows: Sequence[tuple[Correspondence, Notice]]
    next: str | None


class Correspondences(Protocol):
    """Every application's correspondence."""

    async def get(self, application: str) -> Correspondence | None:
        """The correspondence about an application."""
        ...

    async def with_notice(self, notice: str) -> Correspondence | None:
        """The correspondence that this notice is part of."""
        ...

    def open_with(self, uscc: str) -> AsyncIterator[Correspondence]:
        """The enterprise's correspondence that is still to be delivered."""
        ...

    def mailed_to(self, addresses: Collection[str]) -> AsyncIterator[Correspondence]:
        """Correspondence of which mail was taken for one of these addresses, the newest first."""
        ...

    def to_remind(self, at: datetime) -> AsyncIterator[Correspondence]:
        """Correspondence whose reminder is due, the longest waiting first."""
        ...

    async def change(self, application: str, decide: Decide, *, at: datetime) -> Correspondence:
        """Saves what `decide` makes of the newest state, with its events, in one write.

        A correspondence that is not there yet begins empty. Raises Unavailable or StaleWrite.
        """
        ...


class Contacts(Protocol):
    """Where enterprises can be reached."""

    async def get(self, uscc: str) -> Contact | None:
        """The enterprise's contact; None when it is not known yet."""
        ...

    async def remember(self, contact: Contact, *, seq: int) -> None:
        """Keeps the contact unless a newer one is known; `seq` is its position in the stream."""
        ...


class Inbox(Protocol):
    """What an enterprise finds in its inbox."""

    async def page(self, uscc: str, *, after: str | None, limit: int) -> NoticePage:
        """Its notices, newest first; `after` is the `next` of the page before."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notices there are by status, and how many of each kind by status.

    `notices` counts all and `bounced` those that mail ever refused.
    """

    by_status: Mapping[str, int]
    by_kind: Mapping[str, Mapping[str, int]]


class Progress(Protocol):
    """How far the notices of a round are."""

    async def of(self, programme: str, round_: str) -> Counts:
        """How many notices wait, are delivered, bounced and so on."""
        ...


class FailedDeliveries(Protocol):
    """What mail could not deliver, and nobody has read in the inbox yet."""

    async def page(
        self, programme: str, round_: str, *, after: str | None, limit: int
    ) -> NoticePage:
        """Those of a round that have to arrive, the longest waiting first; `after` is a `next`."""
        ...


@dataclass(frozen=True, slots=True)
class UnclearPage:
    """Mails that nobody could tell, in their order, and where to go on."""

    rows: Sequence[UnclearMail]
    next: str | None


class UnclearMails(Protocol):
    """Mails of servers that nobody can tell, until a person settles them."""

    async def keep(self, mail: UnclearMail) -> UnclearMail:
        """Keeps the mail unless it is there; as it is then."""
        ...

    async def page(
        self, *, settled: bool, why: Why | None, after: str | None, limit: int
    ) -> UnclearPage:
        """Those that are settled or are not, the longest waiting first; `after` is a `next`."""
        ...

    async def get(self, identity: str) -> UnclearMail:
        """The mail with this id; raises NotFound."""
        ...

    async def settle(self, settlement: Settlement) -> UnclearMail:
        """Keeps what is said of the mail unless something was said before; as it is then.

        Raises NotFound, and AlreadySettled for a mail of which something else was said.
        """
        ...

    async def carried_out(self, identity: str) -> UnclearMail:
        """Notes that everything that follows from the settlement was done; as it is then."""
        ...


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
