"""The counts of a round, summed over the tallies of all partitions."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from services.stats.domain.counts import Cell, Counts, DayCell
from shared.mongo import Database


@lru_cache(maxsize=4096)
def _date(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


class MongoTallies:
    """Reads what the members of one group have checkpointed."""

    def __init__(self, database: Database, group: str) -> None:
        self._tallies = database["pages"]
        self._parts = database["parts"]
        self._group = group

    async def counts(self, programme: str, round_: str) -> Counts:
        """All counts of a round; empty for one that nothing was heard of."""
        cells: dict[Cell, int] = defaultdict(int)
        days: dict[DayCell, int] = defaultdict(int)
        version = 0
        async for tally in self._tallies.find(self._of(programme, round_)):
            version += tally["version"]
            for name, count in tally.get("cells", {}).items():
                cells[Cell(*name.split("|"))] += count
            for name, count in tally.get("days", {}).items():
                milestone, day, district = name.split("|")
                days[DayCell(milestone, _date(day), district)] += count
        return Counts(version, cells, days)

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every change to the counts of a round."""
        found = self._tallies.find(self._of(programme, round_), {"version": 1})
        return sum([tally["version"] async for tally in found])

    async def positions(self) -> dict[str, dict[int, int]]:
        """How far each stream is folded durably: stream → partition → next offset."""
        positions: dict[str, dict[int, int]] = defaultdict(dict)
        async for part in self._parts.find({"group": self._group}):
            for stream, next_, _ in part["cursors"]:
                positions[stream][int(part["_id"].rpartition(":")[2])] = next_
        return positions

    def _of(self, programme: str, round_: str) -> dict[str, str]:
        return {"group": self._group, "programme": programme, "round": round_}
