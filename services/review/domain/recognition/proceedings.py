"""What a recognition keeps of proceedings to revoke it, and of its suspensions."""

from datetime import datetime
from typing import Any, Literal, Self

from shared.calendar import Deadline
from shared.record import Record
from shared.values import Bilingual, Instant

Term = Literal["hearing", "appeal"]
ServedBy = Literal["mail", "inbox", "post", "phone", "publication", "in_person"]
Before = Literal["valid", "suspended", "expired", "superseded"]
Stage = Literal["open", "dropped", "revoked", "appealed", "upheld", "reinstated"]
"""Of a proceeding: `upheld` when an appeal failed, `reinstated` when one was upheld."""


class Service(Record):
    """A proven delivery, and until when (exclusive) the term lasts that runs from it.

    `proof` is what an officer gives who delivered it by hand.
    """

    channel: ServedBy
    delivered_at: Instant
    due_at: Instant
    explanation: Bilingual
    proof: str | None = None
    by: str | None = None

    @classmethod
    def of(
        cls, channel: ServedBy, at: datetime, deadline: Deadline, **said: str | None
    ) -> "Service":
        """What runs from this delivery."""
        return cls(
            channel=channel,
            delivered_at=at,
            due_at=deadline.due_at,
            explanation=deadline.sentence(),
            **said,
        )


class Statement(Record):
    """What the holder said: in writing, or in a hearing, as the office has put it down."""

    how: Literal["statement", "hearing"]
    text: str
    by: str
    at: Instant


class Ruling(Record):
    """How a proceeding or an appeal was decided, why, and by which rules."""

    outcome: Literal["revoked", "dropped", "upheld", "dismissed"]
    opinion: str
    rule_version: str
    by: str
    at: Instant


class Appeal(Record):
    """What the holder says against a revocation, and what became of it."""

    grounds: str
    by: str
    at: Instant
    ruling: Ruling | None = None


class Revocation(Record):
    """A proceeding to revoke a recognition; `no` counts those of one recognition from 1.

    `before` is what the recognition was when it was revoked, and is again if that is undone.
    """

    no: int
    reason: str
    reason_text: Bilingual
    facts: str
    evidence: str
    rule_version: str
    by: str
    at: Instant
    served: Service | None = None
    statements: tuple[Statement, ...] = ()
    ruling: Ruling | None = None
    before: Before = "valid"
    ruling_served: Service | None = None
    appeal: Appeal | None = None

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.ruling is None:
            return "open"
        if self.ruling.outcome == "dropped":
            return "dropped"
        if self.appeal is None:
            return "revoked"
        if self.appeal.ruling is None:
            return "appealed"
        return "reinstated" if self.appeal.ruling.outcome == "upheld" else "upheld"

    @property
    def stands(self) -> bool:
        """Whether it has revoked the recognition, and nothing has undone that."""
        return self.stage in ("revoked", "appealed", "upheld")

    def service(self, term: Term) -> Service | None:
        """The delivery from which a term runs."""
        return self.served if term == "hearing" else self.ruling_served

    def with_service(self, term: Term, service: Service | None) -> Self:
        """The same with the delivery from which a term runs, or none."""
        field = "served" if term == "hearing" else "ruling_served"
        return self.changed(**{field: service})

    def changed(self, **values: Any) -> Self:
        """The same with these values."""
        return self.model_copy(update=values)


class Suspension(Record):
    """From when until when a recognition did not count, and why."""

    reason: str
    opinion: str
    rule_version: str
    by: str
    at: Instant
    resumed: Ruling | None = None


def about_of(recognition: str, no: int, term: Term) -> str:
    """How the notice is called from whose delivery a term runs."""
    return f"{PREFIX}{term}/{no}/{recognition}"


def read_about(about: str) -> tuple[str, int, Term] | None:
    """The recognition, the proceeding and the term that such a notice is about, if it is one."""
    if not about.startswith(PREFIX):
        return None
    term, no, recognition = about.removeprefix(PREFIX).split("/", 2)
    return recognition, int(no), "hearing" if term == "hearing" else "appeal"


PREFIX = "revocation/"
