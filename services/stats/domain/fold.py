"""The fold: applications counted into cells, in any order, with any repetition."""

from collections.abc import Iterable
from zlib import crc32

from services.stats.domain.changes import Changes, PageChange
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import (
    COUNTED,
    SCALE,
    Reached,
    counted,
    day_of,
    milestone_of,
    withdrawn_on,
)
from services.stats.domain.page import Page
from services.stats.domain.row import Row

BUCKETS = 128
_MILESTONES_AT_MOST = 64
_DISTRICTS_AT_MOST = 1 << 20


def bucket_of(application: str) -> int:
    """Which bucket keeps an application; from other bits than its partition comes from."""
    return (crc32(application.encode()) >> 16) % BUCKETS


class Fold:
    """The state of one partition: a row for each application, and the counts they add up to."""

    def __init__(self) -> None:
        self.buckets: list[dict[str, Row]] = [{} for _ in range(BUCKETS)]
        self._changed_buckets: set[int] = set()
        self._facts: list[Facts] = []
        self._places: dict[Facts, int] = {}
        self._saved_facts = 0
        self._pages: dict[tuple[str, str], Page] = {}
        self._page_of: list[Page] = []
        self._district_of: list[int] = []
        self._districts: dict[str, int] = {}
        self._district_names: list[str] = []
        self._cell_names: dict[int, str] = {}
        self._day_names: dict[int, str] = {}

    @property
    def applications(self) -> int:
        """How many applications it knows."""
        return sum(map(len, self.buckets))

    def hear(self, application: str, stream: int, seq: int, facts: Facts, reached: Reached) -> bool:
        """Takes in what a stream tells of an application; False when it knew that already.

        `stream` is a place in STREAMS.
        """
        number = bucket_of(application)
        bucket = self.buckets[number]
        row = bucket.get(application)
        if row is None:
            row = bucket[application] = Row.unheard()
        known, old = row.told(stream)
        if seq <= known:
            return False
        place = self._places.get(facts)
        if place is None:
            place = self._learn(facts)
        self._changed_buckets.add(number)
        if place == row.facts or stream > row.told_by:
            added = [packed for packed in reached if packed not in old]
            only_adds = len(old) + len(added) == len(reached) and row.only_told_by(stream, added)
            if only_adds and withdrawn_on(reached) is None:
                row.replace(stream, seq, place, reached)
                self._count(row.facts, added, 1)
                return True
        before, facts_before = counted(row.reached()), row.facts
        row.replace(stream, seq, place, reached)
        if facts_before >= 0:
            self._count(facts_before, before, -1)
        self._count(row.facts, counted(row.reached()), 1)
        return True

    def restore(self, facts: list[Facts], buckets: dict[int, dict[str, Row]]) -> None:
        """Takes up the state of an earlier checkpoint; its pages are written again as a whole."""
        for known in facts:
            self._learn(known)
        self._saved_facts = len(facts)
        shared: dict[Reached, Reached] = {}
        for number, bucket in buckets.items():
            self.buckets[number] = bucket
            for row in bucket.values():
                row.reached0 = shared.setdefault(row.reached0, row.reached0)
                row.reached1 = shared.setdefault(row.reached1, row.reached1)
                row.reached2 = shared.setdefault(row.reached2, row.reached2)
                self._count(row.facts, counted(row.reached()), 1)
        for page in self._pages.values():
            page.replace = True

    def drain(self) -> Changes:
        """What changed since the last call. If it can't be written, drop this fold."""
        changes = Changes(
            facts_from=self._saved_facts,
            facts=tuple(self._facts[self._saved_facts :]),
            buckets={number: self.buckets[number] for number in self._changed_buckets},
            pages=tuple(_change(page) for page in self._pages.values() if page.dirty),
        )
        self._saved_facts = len(self._facts)
        self._changed_buckets = set()
        for page in self._pages.values():
            page.clean()
        return changes

    def _learn(self, facts: Facts) -> int:
        place = self._places[facts] = len(self._facts)
        self._facts.append(facts)
        key = (facts.programme, facts.round)
        self._page_of.append(self._pages.setdefault(key, Page(*key)))
        if facts.district not in self._districts:
            self._districts[facts.district] = len(self._district_names)
            self._district_names.append(facts.district)
        self._district_of.append(self._districts[facts.district])
        return place

    def _count(self, facts: int, reached: Iterable[int], by: int) -> None:
        cell, district = facts * _MILESTONES_AT_MOST, self._district_of[facts]
        cells, days = self._cell_names, self._day_names
        pairs = []
        for packed in reached:
            cell_code = cell + packed // SCALE
            day_code = packed * _DISTRICTS_AT_MOST + district
            pairs.append(
                (
                    cells.get(cell_code) or self._name_cell(cell_code, facts, packed),
                    days.get(day_code) or self._name_day(day_code, district, packed),
                )
            )
        self._page_of[facts].count(pairs, by)

    def _name_cell(self, code: int, facts: int, packed: int) -> str:
        known = self._facts[facts]
        milestone = COUNTED[milestone_of(packed)]
        name = f"{milestone}|{known.district}|{known.industry}|{known.category}"
        return self._cell_names.setdefault(code, name)

    def _name_day(self, code: int, district: int, packed: int) -> str:
        milestone = COUNTED[milestone_of(packed)]
        name = f"{milestone}|{day_of(packed):%Y%m%d}|{self._district_names[district]}"
        return self._day_names.setdefault(code, name)


def _change(page: Page) -> PageChange:
    if page.replace:
        cells, days = dict(page.cells), dict(page.days)
    else:
        cells = {name: page.cells[name] for name in page.changed_cells}
        days = {name: page.days[name] for name in page.changed_days}
    return PageChange(page.programme, page.round, page.replace, cells, days)
