"""What the use cases of the portal need."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from services.portal.domain.attempt import Attempt
from services.portal.domain.kept_form import KeptForm
from services.portal.domain.person import Person
from services.portal.domain.session import Session, Tokens


class Sessions(Protocol):
    """Who is signed in."""

    async def find(self, key: str) -> Session | None:
        """The session, over or not; None when it is unknown."""

    async def add(self, session: Session) -> None:
        """Begins it."""

    async def renew(self, session: Session, tokens: Tokens) -> None:
        """Gives it other tokens."""

    async def end(self, key: str) -> None:
        """Takes its tokens away; whose it was is remembered for a while."""


class Attempts(Protocol):
    """Sign-ins under way, as browsers hold them."""

    def seal(self, attempt: Attempt) -> str:
        """What the browser keeps of it, and can neither read nor change."""

    def open(self, sealed: str) -> Attempt | None:
        """The attempt again; None for what nobody sealed here."""


class KeptForms(Protocol):
    """What was typed after a session had ended."""

    async def keep(self, form: KeptForm) -> None:
        """Keeps it."""

    async def find(self, form: str, subject: str, path: str, at: datetime) -> Mapping[str, str]:
        """What this person sent to this path; nothing when there is no such form."""


class Issuer(Protocol):
    """Where people sign in."""

    async def address(self, attempt: Attempt, language: str) -> str:
        """Where the browser goes to sign in. Raises Unavailable."""

    async def exchange(self, code: str, attempt: Attempt) -> Tokens:
        """The tokens for a code. Raises SignInRefused, or Unavailable."""

    async def renew(self, renewal: str) -> Tokens:
        """Other tokens for those that end. Raises SignInRefused, or Unavailable."""


class People(Protocol):
    """Whose a bearer token is."""

    async def whose(self, access: str) -> Person:
        """The account. Raises SignInRefused for a token that the services would not accept."""
