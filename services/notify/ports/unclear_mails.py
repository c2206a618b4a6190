"""Mails that nobody could tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.notify.domain.unclear_mail import Settlement, UnclearMail, Why


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
