"""The fold: applications counted into cells, in any order, with any repetition."""

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from services.stats.domain.changes import Changes, TallyChange
from services.stats.domain.declared import UNDECLARED, Declared
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import (
    Milestones,
    Reached,
    counted,
    day_of,
    milestone_of,
    withdrawn_on,
)
from services.stats.domain.particulars import NONE, Particulars
from services.stats.domain.round_tally import RoundTally, cell_of, day_cell_of
from services.stats.domain.row import Row
from services.stats.domain.table import Table
from services.stats.domain.withdrawals import Withdrawals

BUCKETS = 128


def bucket_of(application: str) -> int:
    """Which bucket keeps an application; from other bits than its partition comes from."""
    return (crc32(application.encode()) >> 16) % BUCKETS


class Fold:
    """The state of one partition: a row for each application, and the counts they add up to.

    `milestones` gives the numbers for what `hear` is told.
    """

    def __init__(self, withdrawals: Withdrawals) -> None:
        self.buckets: list[dict[str, Row]] = [{} for _ in range(BUCKETS)]
        self.milestones = Milestones()
        self._withdrawals = withdrawals
        self._changed_buckets: set[int] = set()
        self._facts: Table[Facts] = Table()
        self._declared: Table[Declared] = Table()
        self._tallies: dict[tuple[str, str], RoundTally] = {}
        self._counts_in: list[tuple[RoundTally, int]] = []
        """By facts, the tally and the number of the district."""
        self._districts: Table[str] = Table()
        self._cell_names: dict[int, str] = {}
        self._day_names: dict[int, str] = {}

    @property
    def applications(self) -> int:
        """How many applications it knows."""
        return sum(map(len, self.buckets))

    def hear(
        self,
        application: str,
        stream: int,
        seq: int,
        facts: Facts,
        reached: Reached,
        declared: Declared = UNDECLARED,
        particulars: Particulars = NONE,
    ) -> bool:
        """Takes in what a stream says of an application; False when that was known already.

        `stream` is its number in STREAMS. What was heard last may be heard again with more in it:
        a version that knew less of it has kept less.
        """
        number = bucket_of(application)
        bucket = self.buckets[number]
        row = bucket.get(application)
        known, old = row.heard(stream) if row is not None else (0, ())
        if seq < known:
            return False
        cut = self._facts.numbers.get(facts)
        if cut is None:
            cut = self._learn(facts)
        kinds = self._declared.numbers.get(declared)
        if kinds is None:
            kinds = self._declared.learn(declared)
        if row is None:
            self._changed_buckets.add(number)
            row = bucket[application] = Row.first(stream, seq, cut, kinds, particulars, reached)
            self._count_row(row, 1)
            return True
        moves = stream <= row.facts_from
        if seq == known and reached == old:
            same = (cut, kinds, particulars) == (row.facts, row.declared, row.particulars)
            if same or not moves:
                return False
        self._changed_buckets.add(number)
        if moves and (kinds, particulars) != (row.declared, row.particulars):
            self._counts_in[cut][0].touched = True
        if cut == row.facts or not moves:
            upto, withdrawals = len(old), self._counts_in[row.facts][0].withdrawals
            added = reached[upto:]
            if (
                reached[:upto] == old
                and row.only_from(stream, added, withdrawals)
                and withdrawn_on(reached, withdrawals) is None
            ):
                row.replace(stream, seq, cut, kinds, particulars, reached)
                tally, district = self._counts_in[row.facts]
                tally.count(row.facts, district, added, 1)
                return True
        self._count_row(row, -1)
        row.replace(stream, seq, cut, kinds, particulars, reached)
        self._count_row(row, 1)
        return True

    def restore(
        self,
        milestones: Iterable[str],
        facts: Sequence[Facts],
        declared: Iterable[Declared],
        buckets: Mapping[int, dict[str, Row]],
    ) -> None:
        """Takes up the state of an earlier checkpoint; its tallies are written again as a whole."""
        self.milestones.restore(milestones)
        for known in facts:
            self._index(known)
        self._facts.restore(facts)
        self._declared.restore(declared)
        shared: dict[Reached, Reached] = {}
        for number, bucket in buckets.items():
            self.buckets[number] = bucket
            for row in bucket.values():
                row.reached0 = shared.setdefault(row.reached0, row.reached0)
                row.reached1 = shared.setdefault(row.reached1, row.reached1)
                row.reached2 = shared.setdefault(row.reached2, row.reached2)
                row.reached3 = shared.setdefault(row.reached3, row.reached3)
                self._count_row(row, 1)
        for tally in self._tallies.values():
            tally.replace = True

    def rewrite(self, buckets: Iterable[int]) -> None:
        """Has these buckets written with the next checkpoint, changed or not."""
        self._changed_buckets.update(buckets)

    def drain(self) -> Changes:
        """What changed since the last call. If it can't be written, drop this fold."""
        changes = Changes(
            milestones=self.milestones.learnt.drain(),
            facts=self._facts.drain(),
            declared=self._declared.drain(),
            buckets={number: self.buckets[number] for number in self._changed_buckets},
            tallies=tuple(self._change(t) for t in self._tallies.values() if t.dirty),
        )
        self._changed_buckets = set()
        for tally in self._tallies.values():
            tally.clean()
        return changes

    def _learn(self, facts: Facts) -> int:
        self._index(facts)
        return self._facts.learn(facts)

    def _index(self, facts: Facts) -> None:
        key = (facts.programme, facts.round)
        tally = self._tallies.get(key)
        if tally is None:
            ids = self._withdrawals(facts.programme)
            numbers = frozenset(map(self.milestones.number, ids))
            tally = self._tallies[key] = RoundTally(*key, numbers)
        district = self._districts.numbers.get(facts.district)
        if district is None:
            district = self._districts.learn(facts.district)
        self._counts_in.append((tally, district))

    def _count_row(self, row: Row, by: int) -> None:
        tally, district = self._counts_in[row.facts]
        tally.count(row.facts, district, counted(row.reached(), tally.withdrawals), by)

    def _change(self, tally: RoundTally) -> TallyChange:
        cells = tally.cells if tally.replace else tally.changed_cells
        days = tally.days if tally.replace else tally.changed_days
        return TallyChange(
            tally.programme,
            tally.round,
            tally.replace,
            {self._cell_name(cell): tally.cells[cell] for cell in cells},
            {self._day_name(day): tally.days[day] for day in days},
        )

    def _cell_name(self, cell: int) -> str:
        name = self._cell_names.get(cell)
        if name is None:
            number, counted_milestone = cell_of(cell)
            facts = self._facts.values[number]
            milestone = self.milestones.counted_as(counted_milestone)
            name = f"{milestone}|{facts.district}|{facts.industry}|{facts.category}"
            self._cell_names[cell] = name
        return name

    def _day_name(self, day: int) -> str:
        name = self._day_names.get(day)
        if name is None:
            packed, number = day_cell_of(day)
            milestone = self.milestones.counted_as(milestone_of(packed))
            district = self._districts.values[number]
            name = self._day_names[day] = f"{milestone}|{day_of(packed):%Y%m%d}|{district}"
        return name
