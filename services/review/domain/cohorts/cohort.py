"""A cohort and its members: who counts is computed once, and stays whatever becomes of them."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from shared.contracts.base import Addressee, Event, Standing
from shared.identity import kind_for_events
from shared.programmes import Path, Programme
from shared.programmes.path import Cohort as CohortStage
from shared.programmes.path.kinds.cohort import Calling
from shared.record import Record
from shared.values import Bilingual, Day, Instant

UNKNOWN = "unknown"
"""The district, industry and category of a member that has not said them yet."""

_LENGTH = 24


class Cohort(Record):
    """Those who are called in a round: so many `members`, recognised or passed last in `year`."""

    id: str
    programme: str
    programme_version: str
    round: str
    stage: str
    year: int
    members: int
    due_at: Instant
    opened_by: str
    opened_at: Instant


class Merger(Record):
    """Into which other enterprise a member was merged, as an officer recorded it, and what proves
    it.
    """

    into: str
    name: Bilingual
    reason: str
    by: str
    at: Instant


class Member(Record):
    """One recognition that is called to re-evaluation; `id` is the application to submit.

    `number` is that of the register, `counted_as` why it is in the cohort, and `day` of which day.
    `milestones` are those of the cohort alone.
    """

    id: str
    cohort: str
    programme: str
    programme_version: str
    round: str
    stage: str
    recognition: str
    number: str
    subject: str
    holder: Bilingual
    what: Bilingual
    district: str | None = None
    counted_as: Literal["recognised", "passed"]
    day: Day
    due_at: Instant
    state: Calling = Calling.CALLED
    milestones: dict[str, Instant]
    merger: Merger | None = None

    def stage_in(self, way: Path) -> CohortStage:
        """The stage of the path by which it is called."""
        return next(stage for stage in way.of_kind(CohortStage) if stage.id == self.stage)

    @property
    def standing(self) -> Standing:
        """Where its application stands, as far as the cohort says so."""
        return Standing(
            programme=self.programme,
            programme_version=self.programme_version,
            round=self.round,
            district=self.district or UNKNOWN,
            industry=UNKNOWN,
            category=UNKNOWN,
            milestones=self.milestones,
        )

    def addressee(self, programme: Programme) -> Addressee:
        """Whom letters about it are for, under the name that the register had at the call."""
        return Addressee(
            uscc=self.subject,
            code_kind=kind_for_events(self.subject),
            enterprise=self.holder,
            product=self.what,
            programme_name=Bilingual(zh=programme.name.zh, en=programme.name.en),
        )


@dataclass(frozen=True, slots=True)
class MemberStep:
    """A member after something happened to it, and the events that tell of it."""

    member: Member
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A cohort with its members, and the events that tell of each."""

    cohort: Cohort
    events: tuple[Event, ...]
    members: tuple[MemberStep, ...]


def cohort_id(programme: str, round_id: str) -> str:
    """The one cohort of a round; no list is called so, whose record it would share ids with."""
    return f"{programme}.{round_id}.cohort"


def application_of(cohort: str, recognition: str) -> str:
    """The one application that a recognition is called to submit in a cohort."""
    return sha256(f"{cohort}/{recognition}".encode()).hexdigest()[:_LENGTH]
