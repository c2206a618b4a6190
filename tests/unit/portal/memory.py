"""The stores of the portal in memory, and an issuer that believes everybody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.portal.domain.attempt import Attempt
from services.portal.domain.kept_form import KeptForm
from services.portal.domain.person import Person
from services.portal.domain.refusals import SignInRefused
from services.portal.domain.session import Session, Tokens


class SessionsInMemory:
    """Sessions by their keys."""

    def __init__(self) -> None:
        self.all: dict[str, Session] = {}

    async def find(self, key: str) -> Session | None:
        return self.all.get(key)

    async def add(self, session: Session) -> None:
        assert session.key not in self.all
        self.all[session.key] = session

    async def renew(self, session: Session, tokens: Tokens) -> None:
        self.all[session.key] = replace(session, tokens=tokens)

    async def end(self, key: str) -> None:
        if key in self.all:
            self.all[key] = replace(self.all[key], tokens=None, secret=b"")


class KeptInMemory:
    """Kept forms by their names."""

    def __init__(self) -> None:
        self.all: dict[str, KeptForm] = {}

    async def keep(self, form: KeptForm) -> None:
        self.all[form.id] = form

    async def find(self, form: str, subject: str, path: str, at: datetime) -> Mapping[str, str]:
        kept = self.all.get(form)
        if kept is None or (kept.subject, kept.path) != (subject, path) or at >= kept.until:
            return {}
        return kept.fields


class AnyIssuer:
    """Gives tokens for the code `good`; the services know them all as `person`'s."""

    def __init__(self, person: Person, since: datetime | None = None) -> None:
        self.person = person
        self.renews = True
        self.renewed = 0
        self._since = since

    async def address(self, attempt: Attempt, language: str) -> str:
        return f"https://issuer.example/{attempt.state}"

    async def exchange(self, code: str, attempt: Attempt) -> Tokens:
        if code != "good":
            raise SignInRefused("invalid_grant")
        return Tokens("t1", self._begins() + timedelta(hours=1), "r1")

    async def renew(self, renewal: str) -> Tokens:
        if not self.renews:
            raise SignInRefused("invalid_grant")
        self.renewed += 1
        ends_at = self._begins() + timedelta(hours=3)
        return Tokens(f"t{self.renewed + 1}", ends_at, f"r{self.renewed + 1}")

    async def whose(self, access: str) -> Person:
        return self.person

    def _begins(self) -> datetime:
        return self._since or datetime.now(UTC)
