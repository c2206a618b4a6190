"""What the statistics need from outside, in their own words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from services.stats.domain.activities import ActivityRecord, KnownActivity, TookPart
from services.stats.domain.board import Board
from services.stats.domain.certificates import CertificateRecord, GivenOut
from services.stats.domain.changes import Changes
from services.stats.domain.counts import Counts
from services.stats.domain.cursor import Cursor
from services.stats.domain.external import EnteredFigure
from services.stats.domain.fold import Fold
from services.stats.domain.indicators import Reported, Reports
from services.stats.domain.public_record import PublicEvent, PublicRecord
from services.stats.domain.published import Figure
from services.stats.domain.questions import Answer, Question
from services.stats.domain.snapshot import ListMoment, Snapshot

Positions = Mapping[str, Mapping[int, int]]
"""Stream → partition → offset of the next message."""

Language = Literal["zh", "en"]


class Render(Protocol):
    """Turns a board into page fragments: element id → HTML, in one language."""

    def __call__(self, board: Board, language: Language) -> Mapping[str, str]:
        """The fragments of this board."""
        ...


class Clock(Protocol):
    """Tells what time it is."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class Tallies(Protocol):
    """The counts that all members of the group have made durable."""

    async def counts(self, programme: str, round_: str) -> Counts:
        """All counts of a round; empty for one that nothing was heard of."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every change to the counts of a round."""
        ...

    async def positions(self) -> dict[str, dict[int, int]]:
        """How far each stream is folded durably: stream → partition → next offset."""
        ...


class Ends(Protocol):
    """Where the streams end."""

    async def __call__(self) -> Positions:
        """The ends of all partitions. Raises Unavailable."""
        ...


class Rows(Protocol):
    """What all members of the group have made durable of each application."""

    async def answer(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
    ) -> Mapping[Question, Answer]:
        """The answers, all of one moment, by the end of a day or by now."""
        ...


class ExternalFigures(Protocol):
    """Figures entered from outside."""

    async def of_round(self, programme: str, round_: str) -> dict[str, EnteredFigure]:
        """The figures of a round of which a value was entered, by id."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every value entered for a round."""
        ...

    async def add(self, programme: str, round_: str, figure: EnteredFigure) -> None:
        """Saves the latest value. Raises StaleWrite when somebody entered one meanwhile."""
        ...


class PublicRecords(Protocol):
    """The public record of each round."""

    async def of_round(self, programme: str, round_: str) -> PublicRecord:
        """The record of a round, oldest event first; empty for one that nothing was heard of."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round."""
        ...

    async def note(self, programme: str, round_: str, source: str, event: PublicEvent) -> None:
        """Adds an event once, however often it is noted; `source` tells it from every other."""
        ...


class Activities(Protocol):
    """Activities, and who took part in them; what is not newer than what is known is ignored."""

    async def note(self, programme: str, round_: str, activity: KnownActivity, *, seq: int) -> None:
        """Keeps an activity as it is said to be."""
        ...

    async def attend(
        self,
        programme: str,
        round_: str,
        attendance: str,
        *,
        activity: str,
        subject: str,
        roles: Sequence[str],
        seq: int,
    ) -> None:
        """Keeps as what somebody took part."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round that was new."""
        ...

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[TookPart] = (),
        as_of: date | None = None,
    ) -> ActivityRecord:
        """The activities of a round, those held by the end of a day or all, and the answers."""
        ...


class Certificates(Protocol):
    """Certificates and plaques; to hear of the same once more changes nothing."""

    async def register(self, programme: str, round_: str, recognition: str, holder: str) -> None:
        """Keeps whose recognition it is."""
        ...

    async def issue(
        self,
        programme: str,
        round_: str,
        number: str,
        *,
        recognition: str,
        kind: str,
        batch: str,
        edition: int,
        on: date,
    ) -> None:
        """Keeps what a number is; another edition has the same day of issue as the first."""
        ...

    async def void(self, programme: str, round_: str, number: str, *, on: date) -> None:
        """Keeps since when a number is void."""
        ...

    async def hand_over(
        self, programme: str, round_: str, number: str, *, activity: str, on: date
    ) -> None:
        """Keeps that a number was handed over at an activity."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round that was new."""
        ...

    async def of_round(
        self,
        programme: str,
        round_: str,
        questions: Iterable[GivenOut],
        activities: ActivityRecord,
        as_of: date | None = None,
    ) -> CertificateRecord:
        """The answers about a round, by the end of a day or by now."""
        ...


class Indicators(Protocol):
    """What cities report of what they build; a report is never changed."""

    async def note(self, programme: str, round_: str, reported: Reported) -> None:
        """Keeps a report, unless it is known already."""
        ...

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every report of a round."""
        ...

    async def of_round(self, programme: str, round_: str, as_of: date | None = None) -> Reports:
        """The reports of a round, those of the end of a day or all."""
        ...


class Snapshots(Protocol):
    """The figures of each moment of a list; neither is ever written over."""

    async def expect(self, moment: ListMoment) -> None:
        """A moment that a snapshot will be of; one that is known already stays as it is."""
        ...

    async def awaited(self) -> Sequence[ListMoment]:
        """The moments that have no figures yet, the oldest first."""
        ...

    async def keep(self, moment: ListMoment, figures: Sequence[Figure]) -> bool:
        """Gives a moment its figures for ever; False when it has some."""
        ...

    async def take_back(self, list_: str, freezing: int, at: datetime) -> None:
        """Notes of a freeze that it was taken back; what is not taken yet is awaited no more."""
        ...

    async def of_round(self, programme: str, round_: str) -> Sequence[Snapshot]:
        """All of a round, in the order in which it came to them."""
        ...


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What changed in a partition, and how far its streams are folded: stream → (next, mark).

    `number` tells the checkpoints of one epoch from one another.
    """

    partition: int
    epoch: int
    number: int
    cursors: Mapping[str, tuple[int, int]]
    changes: Changes


@dataclass(slots=True)
class PartitionState:
    """One partition as its present owner holds it; a higher epoch elsewhere ends the ownership."""

    partition: int
    epoch: int
    fold: Fold
    cursors: dict[str, Cursor]
    dirty: bool = False
    checkpoints: int = 0
    """How many were made of it."""

    def checkpoint(self) -> Checkpoint:
        """What changed since the last one. If it can't be saved, drop this state."""
        self.dirty, self.checkpoints = False, self.checkpoints + 1
        cursors = {stream: (cursor.next, cursor.mark) for stream, cursor in self.cursors.items()}
        changes = self.fold.drain()
        return Checkpoint(self.partition, self.epoch, self.checkpoints, cursors, changes)


class Fenced(Exception):
    """Somebody else owns a partition by now; what this owner holds of it is worth nothing."""


class Checkpoints(Protocol):
    """Where partitions live between checkpoints."""

    async def claim(self, partition: int, streams: Sequence[str]) -> PartitionState:
        """Takes a partition over: raises its epoch, then loads it."""
        ...

    def encode(self, checkpoint: Checkpoint) -> "Encoded":
        """The checkpoint, independent of the fold from here on."""
        ...

    async def save(self, checkpoints: Sequence["Encoded"]) -> None:
        """Writes all of them or none. Raises Fenced when one of the partitions was taken over."""
        ...

    async def fenced(self, epochs: Mapping[int, int]) -> bool:
        """Whether a partition was taken over since its epoch was this."""
        ...


class Encoded(Protocol):
    """A checkpoint in the form in which it is stored."""

    @property
    def partition(self) -> int:
        """Whose partition it is."""
        ...
