"""Codes that go to the addresses of objectors, and whoever mails them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.review.domain.lists.verifying import Code


class Codes(Protocol):
    """The codes of objections that are to be verified; each is gone with its purpose."""

    async def try_one(self, objection: str) -> Code | None:
        """The code of an objection, with this try counted as one in vain."""
        ...

    async def get(self, objection: str) -> Code | None:
        """The code of an objection."""
        ...

    async def replace(self, code: Code, new: Code, at: datetime) -> None:
        """Has another code mailed in its place; raises StaleWrite when there is another already."""
        ...

    async def was_right(self, objection: str) -> None:
        """Takes one try in vain back."""
        ...

    async def refused(self, objections: Sequence[str]) -> Mapping[str, str]:
        """Those of these objections whose address takes no mail, and what the server said."""
        ...

    async def to_mail(self, at: datetime, limit: int) -> Sequence[Code]:
        """Those that are to be mailed by now."""
        ...

    async def note_mailed(self, code: Code) -> None:
        """Notes that the mail server took it."""
        ...

    async def note_refused(self, code: Code, reason: str) -> None:
        """Notes that its address takes no mail, so that an officer has to verify the contact."""
        ...

    async def put_off(self, code: Code, until: datetime) -> None:
        """Has it mailed again later."""
        ...


@dataclass(frozen=True, slots=True)
class Mailed:
    """The mail server took it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The address takes no mail."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """The server takes none to this address for now."""

    reason: str


class CodeMail(Protocol):
    """Mails codes."""

    async def send(self, code: Code, at: datetime) -> Mailed | Refused | Later:
        """What the server said; raises Unavailable when it can't be reached."""
        ...
