"""A recognition: who holds what, since when and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field

from services.review.domain.recognition.identity import number_key, spellings
from services.review.domain.recognition.proceedings import Revocation, Suspension
from shared.calendar import end_of_day
from shared.contracts.base import Event
from shared.heard import Position, has_heard, with_heard
from shared.record import Record
from shared.values import Bilingual, Day, Instant

Status = Literal["valid", "expired", "suspended", "revoked", "superseded", "struck"]
ENDS: frozenset[Status] = frozenset({"valid", "suspended"})
"""The states that the last day ends; the others have ended before."""


class Source(Record):
    """The entry of an announced list, or the document from which an officer entered it."""

    list: str | None = None
    entry: int | None = None
    document: str | None = None


class Renewal(Record):
    """That it passed the re-evaluation of a round, on which day, and by which entry of which list.

    `before` was its last day until then.
    """

    round: str
    application: str
    list: str
    entry: int
    passed_on: Day
    before: Day | None
    at: Instant


class FormerName(Record):
    """A name that the holder had until the day before it got another one, and why."""

    name: Bilingual
    until_before: Day
    reason: str
    by: str
    at: Instant


class Voided(Record):
    """Why a number is void, and which one follows it."""

    reason: str
    replaced_by: str | None
    by: str
    at: Instant


class HandedOver(Record):
    """At which activity a document was handed over, as the officer gave it."""

    activity: str
    held_on: Day
    venue: str
    by: str
    at: Instant


class Certificate(Record):
    """A certificate or plaque: `kind` is the programme's, and `name` what that was called then.

    `serial` is its place in its series. `holder` is the name on it, and `edition` counts how often
    it was issued under its number.
    """

    kind: str
    name: Bilingual
    document: Literal["certificate", "plaque"]
    number: str
    series: str
    serial: int
    edition: int = 1
    batch: str
    holder: Bilingual
    replaces: str | None = None
    issued_by: str
    issued_at: Instant
    voided: Voided | None = None
    handed_over: HandedOver | None = None


class Struck(Record):
    """Which correction of its list took the entry away, and why."""

    correction: int
    reason: str
    by: str
    at: Instant


class Recognition(Record):
    """Who (`subject`, a code) holds what, under a number that never changes.

    `since` is its first day and `until` its last one; without `until` it has no end. `holder` is
    the newest name. `expires_at` is when the clock ends it. What was entered has neither round nor
    application; `passed_on` is when it passed a re-evaluation last before it was entered, and
    `renewals` are those since. `district` is an id of the programme's, where it is known.
    `reminded` are the days before the last one at which its holder was. `heard` holds, by stream,
    the sequences of the events that had their effect.
    `corrected_by` are the corrections of its list that it has heard of, by number.
    """

    id: str
    programme: str
    programme_version: str
    round: str | None = None
    application: str | None = None
    number: str
    subject: str
    district: str | None = None
    holder: Bilingual
    what: Bilingual
    since: Day
    until: Day | None
    status: Status = "valid"
    expires_at: Instant | None
    source: Source
    passed_on: Day | None = None
    renewals: tuple[Renewal, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    superseded_by: str | None = None
    reminded: tuple[int, ...] = ()
    struck: Struck | None = None
    corrected_by: tuple[int, ...] = ()
    registered_by: str
    registered_at: Instant
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    def status_at(self, at: datetime) -> Status:
        """What it is then, also before the clock has said so."""
        over = self.expires_at is not None and at >= self.expires_at
        return "expired" if over and self.status in ENDS else self.status

    @property
    def last_assessed(self) -> tuple[Literal["recognised", "passed"], date]:
        """Whether it was recognised last or passed a re-evaluation, and on which day."""
        passed = self.renewals[-1].passed_on if self.renewals else self.passed_on
        return ("recognised", self.since) if passed is None else ("passed", passed)

    @property
    def last_round(self) -> str | None:
        """The round that it was recognised or passed in last; None of what was entered alone."""
        return self.renewals[-1].round if self.renewals else self.round

    @property
    def last_application(self) -> str | None:
        """The application by which it was recognised or passed last."""
        return self.renewals[-1].application if self.renewals else self.application

    def in_force(self, kind: str) -> Certificate | None:
        """The document of this kind that is not void."""
        found = (one for one in self.certificates if one.kind == kind and one.voided is None)
        return next(found, None)

    def certificate(self, number: str) -> Certificate | None:
        """The document of this number, void or not, however the number was typed."""
        by_key = {number_key(one.number): one for one in self.certificates}
        return next((by_key[key] for key in spellings(number) if key in by_key), None)

    @property
    def standing_revocation(self) -> Revocation | None:
        """The proceeding by which it is revoked."""
        return next((one for one in self.revocations if one.stands), None)

    def has_heard(self, event: Position) -> bool:
        """Whether this event had its effect already."""
        return has_heard(self.heard, event)

    def hearing(self, event: Position) -> Self:
        """The same with this event remembered."""
        return self.model_copy(update={"heard": with_heard(self.heard, event)})

    def holder_on(self, day: date) -> Bilingual:
        """What its holder was called on a day."""
        earlier = (one.name for one in self.former_names if day < one.until_before)
        return next(earlier, self.holder)


@dataclass(frozen=True, slots=True)
class RecognitionStep:
    """A recognition after something happened to it, and the events that tell of it.

    `public` is for agencies, in the order of whatever they hear of the application.
    """

    recognition: Recognition
    events: tuple[Event, ...] = ()
    public: tuple[Event, ...] = ()


def end_after(until: date | None) -> datetime | None:
    """The first instant at which a recognition with this last day does not hold any more."""
    return None if until is None else end_of_day(until)


def place_in_ledger(series: str, serial: int) -> str:
    """What the numbers of documents are ordered by: the series, then the serial number."""
    return f"{series}/{serial:09}"
