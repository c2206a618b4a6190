"""Reads the snapshots of a round."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.stats.domain.snapshot import Snapshot
from services.stats.ports import Snapshots
from services.stats.usecases.definitions import cycle_of
from shared.programmes import Programmes


@dataclass(frozen=True)
class ReadSnapshots:
    """That a list is frozen is told once the list is public."""

    programmes: Programmes
    snapshots: Snapshots

    async def __call__(self, programme: str, round_: str) -> Sequence[Snapshot]:
        """In the order in which the round came to them.

        Raises UnknownProgramme or UnknownRound.
        """
        cycle_of(self.programmes, programme, round_)
        found = await self.snapshots.of_round(programme, round_)
        public = {each.of.list for each in found if each.of.moment != "frozen"}
        return [each for each in found if each.of.list in public]
