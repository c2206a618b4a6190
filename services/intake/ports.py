"""What intake needs from outside, in its own words."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Literal, Protocol

from services.intake.domain.application import Application
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.inspection.inspected import Inspected
from services.intake.domain.pre_evaluation import DraftAdvice
from services.intake.domain.received_file import ReceivedFile
from shared.contracts.base import Event
from shared.contracts.drafts import CallClosing, DraftAdvised, DraftDeleted
from shared.programmes import FileKind
from shared.programmes.path.kinds.application import Limits

Full = Literal["per_enterprise", "per_category"]
"""Which limit of a round an enterprise has reached."""


@dataclass(frozen=True, slots=True)
class Found:
    """An application as it was found; `stored` is what its store needs to save it again."""

    application: Application
    version: int
    stored: Any


@dataclass(frozen=True, slots=True)
class FoundEnterprise:
    """An enterprise as it was found."""

    enterprise: Enterprise
    version: int
    stored: Any


class Applications(Protocol):
    """The applications of all enterprises."""

    async def get(self, identity: str) -> Found:
        """The application with this id. Raises NotFound."""
        ...

    async def get_many(self, identities: Sequence[str]) -> Mapping[str, Found]:
        """Those of these applications that exist, by their ids."""
        ...

    def recent_draft(self, identity: str) -> Found | None:
        """A draft as this process saved it last; it may have changed elsewhere since."""
        ...

    async def add(self, application: Application, *, at: datetime) -> Found:
        """Saves a new draft; finds it instead when it is there already."""
        ...

    async def save(
        self, found: Found, application: Application, *events: Event, at: datetime
    ) -> Found:
        """Saves a change with its events. Raises StaleWrite when somebody was quicker."""
        ...

    async def remove(self, found: Found) -> None:
        """Removes a draft. Raises StaleWrite when somebody was quicker."""
        ...

    async def save_many(
        self, changed: Sequence[tuple[Found, Application]], *, at: datetime
    ) -> set[str]:
        """Saves each change by itself; tells the ids of those that somebody was quicker with."""
        ...

    def of(
        self, uscc: str, *, after: tuple[datetime, str] | None, limit: int
    ) -> AsyncIterator[Found]:
        """The applications of an enterprise, the newest first, from behind `after` on."""
        ...

    def staged_until(self, at: datetime, *, limit: int) -> AsyncIterator[Found]:
        """Applications with a staged supplement that is to be taken as it stands by then."""
        ...

    def drafts_of(self, uscc: str) -> AsyncIterator[Found]:
        """The drafts of an enterprise."""
        ...

    def drafts_in(
        self, programme: str, round_id: str, *, opened_by: datetime
    ) -> AsyncIterator[Found]:
        """The drafts of a round that were opened by then."""
        ...


class DraftReminders(Protocol):
    """Of which drafts their enterprises were reminded, and when."""

    async def remind(
        self, draft: str, moment: datetime, closing: CallClosing, *, at: datetime
    ) -> bool:
        """Notes the reminder of this moment with its event in one write; False if it was before.

        Raises StaleWrite when somebody was quicker.
        """
        ...

    async def moments(self, draft: str) -> Sequence[datetime]:
        """The moments for which its enterprise was reminded of a draft, whatever became of it."""
        ...

    async def end(self, draft: str, deleted: DraftDeleted, *, at: datetime) -> None:
        """Tells that a draft is gone, if its enterprise was ever reminded of it."""
        ...


@dataclass(frozen=True, slots=True)
class FoundAdvice:
    """What was asked and advised about a draft; `stored` is what its store needs."""

    advice: DraftAdvice
    stored: Any


class PreEvaluations(Protocol):
    """What was asked and advised about drafts."""

    async def find(self, draft: str) -> FoundAdvice | None:
        """What was asked and advised about this draft, if anything ever was."""
        ...

    async def save(
        self,
        found: FoundAdvice | None,
        advice: DraftAdvice,
        *events: DraftAdvised,
        at: datetime,
    ) -> None:
        """Saves it with its event in one write. Raises StaleWrite when somebody was quicker."""
        ...

    def put_up(
        self, programme: str, round_id: str, *, after: tuple[datetime, str] | None, limit: int
    ) -> AsyncIterator[DraftAdvice]:
        """What is put up in a round now, the longest waiting first, from behind `after` on."""
        ...


class Enterprises(Protocol):
    """The registered enterprises."""

    async def find(self, uscc: str) -> FoundEnterprise | None:
        """The enterprise with this code, if it is registered."""
        ...

    async def add(self, enterprise: Enterprise, *events: Event, at: datetime) -> int:
        """Saves a new one; the version. Raises AlreadyExists when somebody was quicker."""
        ...

    async def save(
        self, found: FoundEnterprise, enterprise: Enterprise, *events: Event, at: datetime
    ) -> int:
        """Saves a change; the version. Raises StaleWrite when somebody was quicker."""
        ...


class Numbers(Protocol):
    """Gives application numbers, none of them twice."""

    async def next(self, series: str) -> int:
        """The next number of this series."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """An application of an enterprise that wants a slot of a round; `series` names the round."""

    series: str
    uscc: str
    application: str
    category: str


class Slots(Protocol):
    """How many applications of an enterprise a round takes."""

    async def take(self, claim: Claim, limits: Limits) -> Full | None:
        """Takes a slot for an application, once; of none is left, which limit is reached."""
        ...


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was received and checked, and is to be kept for an application."""

    application: str
    filename: str
    kind: str
    size: int
    content: BinaryIO


class Inspect(Protocol):
    """Looks into files."""

    async def __call__(
        self, file: ReceivedFile, accepts: Iterable[FileKind], whose: str
    ) -> Inspected:
        """What a file is, opened if it is of one of these kinds; `whose` is its applicant's code.

        Raises FileRefused, and Unavailable when nobody can look now.
        """
        ...


class Files(Protocol):
    """Where the bytes of materials are kept."""

    async def keep(self, uploads: Sequence[Upload]) -> list[str]:
        """Stores files, durably, and returns their ids."""
        ...

    def read(self, file: str) -> AsyncIterator[bytes]:
        """The content of a file, piece by piece."""
        ...

    def unsettled(self, before: datetime) -> AsyncIterator[tuple[str, str]]:
        """Files stored before then that no record is known to refer to, with their application."""
        ...

    async def settle(self, file: str) -> None:
        """Notes that a record refers to the file."""
        ...

    async def unsettle(self, file: str) -> None:
        """Notes that a record is about to let go of the file."""
        ...

    async def remove(self, file: str) -> None:
        """Removes a file."""
        ...


class Progress(Protocol):
    """How far rounds have come."""

    async def counts(self, programme: str, round_id: str) -> Mapping[str, Mapping[bool, int]]:
        """How many applications of a round are in each stage, with and without open supplement."""
        ...
