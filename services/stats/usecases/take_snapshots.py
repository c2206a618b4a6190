"""Takes the figures of every moment of a list, once all that they count was heard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from services.stats.domain.snapshot import ListMoment, counts_agree
from services.stats.ports import Ends, Positions, Snapshots, Tallies
from services.stats.usecases.read_known import ReadKnown
from shared.logs import logger
from shared.programmes import UnknownProgramme, UnknownRound

SETTLING = 5.0
"""Seconds; what a process had not published when it was killed, others publish within two."""

log = logger("snapshots")


@dataclass
class TakeSnapshots:
    """Safe to do several times at once: the first to save a snapshot has taken it.

    All is heard when the fold has come durably to where the streams ended some seconds after the
    moment was heard, and the counts are those of which the list was made. The first alone would not
    do, as an event may wait for longer to be published; nor would the second, as a case that is not
    heard of at all is missed by no count.
    """

    snapshots: Snapshots
    read: ReadKnown
    tallies: Tallies
    ends: Ends
    settling: float = SETTLING
    _seen: dict[str, float] = field(default_factory=dict, init=False)
    """By moment, when it was first seen here, on a clock that only measures."""
    _ends: dict[str, Positions] = field(default_factory=dict, init=False)
    """By moment, where the streams ended when all before it should be published."""
    _unknown: set[str] = field(default_factory=set, init=False)

    async def __call__(self, now: datetime) -> int:
        """How many were taken. Raises Unavailable while Kafka does not tell its ends."""
        taken = 0
        for moment in await self.snapshots.awaited():
            try:
                taken += await self._take(moment)
            except (UnknownProgramme, UnknownRound) as error:
                if moment.id not in self._unknown:
                    log.warning("no definition of a snapshot", moment=moment.id, error=str(error))
                    self._unknown.add(moment.id)
        return taken

    async def _take(self, moment: ListMoment) -> bool:
        seen = self._seen.setdefault(moment.id, monotonic())
        if monotonic() - seen < self.settling:
            return False
        ends = await self.ends()
        # Topics that were made anew end earlier than they did.
        known = _least(self._ends.get(moment.id, ends), ends)
        self._ends[moment.id] = known
        if not _has_come_to(await self.tallies.positions(), known):
            return False
        found = await self.read.at_moment(moment)
        way, reached = found.cycle.programme.way, found.known.reached
        if not counts_agree(moment, way, reached, found.known.record):
            return False
        figures = found.figures.of(found.cycle.programme.measures)
        # What is forgotten and folded anew meanwhile, or else has changed, is looked at once more.
        if await self.tallies.version(moment.programme, moment.round) != found.counts.version:
            return False
        del self._ends[moment.id], self._seen[moment.id]
        return await self.snapshots.keep(moment, figures)


def _has_come_to(positions: Positions, ends: Positions) -> bool:
    return all(
        positions.get(stream, {}).get(partition, 0) >= end
        for stream, partitions in ends.items()
        for partition, end in partitions.items()
    )


def _least(some: Positions, others: Positions) -> Mapping[str, Mapping[int, int]]:
    return {
        stream: {p: min(end, some.get(stream, {}).get(p, end)) for p, end in partitions.items()}
        for stream, partitions in others.items()
    }
