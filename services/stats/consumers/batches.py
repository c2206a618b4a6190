"""A batch of records, cut into runs of one partition, read and folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition

from services.stats.consumers.standings import Heard, Standings
from services.stats.domain.cursor import Action, Cursor, mark_of
from services.stats.ports import PartitionState
from shared.messaging.envelope import Malformed, Received
from shared.messaging.incoming import as_message

Record = "ConsumerRecord[Any, Any]"


@dataclass(slots=True)
class Run:
    """Consecutive records of one topic's partition, and what they are folded into."""

    tp: TopicPartition
    records: Sequence["ConsumerRecord[Any, Any]"]
    state: PartitionState | None = None
    cursor: Cursor | None = None

    def join(self, state: PartitionState, stream: str) -> int | None:
        """Joins the records to a partition; where to read instead if they don't follow."""
        self.state, self.cursor = state, state.cursors[stream]
        first = self.records[0]
        action = self.cursor.check(first.offset, _mark(first))
        if action is Action.SEEK:
            return self.cursor.read_from
        if action is Action.FOLD_FROM_SECOND:
            self.records = self.records[1:]
        return None

    def fold(self, events: Sequence[Heard]) -> None:
        """Takes what was read of these records into the partition."""
        if self.state is None or self.cursor is None:
            return
        hear = self.state.fold.hear
        for event in events:
            hear(*event)
        last = self.records[-1]
        self.cursor.folded(last.offset, _mark(last))
        self.state.dirty = True


class Reading:
    """Reads runs; keeps apart what can't be read."""

    def __init__(self, standings: Standings) -> None:
        self._standings = standings
        self._bad: list[tuple[Received, str]] = []

    def read(self, run: Run, stream: int) -> list[Heard]:
        """What the records of a run say."""
        heard: list[Heard] = []
        if run.state is None:
            return heard
        milestones = run.state.fold.milestones
        for record in run.records:
            try:
                event = self._standings.read(record, stream, milestones)
            except Malformed as error:
                self._bad.append((as_message(record), f"malformed: {error}"))
                continue
            if event is not None:
                heard.append(event)
        return heard

    def bad(self) -> list[tuple[Received, str]]:
        """The unreadable messages since the last call, each with the reason."""
        bad, self._bad = self._bad, []
        return bad


def runs_of(records: Sequence["ConsumerRecord[Any, Any]"]) -> Iterator[Run]:
    """The records cut where the topic or the partition changes."""
    for (topic, partition), run in groupby(records, attrgetter("topic", "partition")):
        yield Run(TopicPartition(topic, partition), list(run))


def _mark(record: "ConsumerRecord[Any, Any]") -> int:
    return mark_of(record.timestamp, record.key, record.value)
