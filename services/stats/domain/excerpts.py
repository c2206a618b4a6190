"""Excerpts of rows: in columns, what the questions about a round need of each application."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from services.stats.domain.declared import Kinds
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import SCALE, STRUCK, Milestones
from services.stats.domain.particulars import unpacked
from services.stats.domain.questions import (
    Dimension,
    HowMany,
    HowMuch,
    Overlaps,
    Population,
    Question,
)
from services.stats.domain.row import Row
from services.stats.domain.table import Table

_pack = msgspec.msgpack.Encoder().encode
_subjects = msgspec.msgpack.Decoder(list[str | None]).decode
_days = msgspec.msgpack.Decoder(list[int]).decode
_numbers = msgspec.msgpack.Decoder(list[int | None]).decode

NO_VALUE = -1
"""In a column of values: the application has none."""


@dataclass(slots=True)
class Columns:
    """What the questions about a round need; only grows, so that a number means the same for ever.

    `values` has the values of a dimension by the number under which columns name them.
    """

    populations: Table[Population] = field(default_factory=Table)
    dimensions: Table[Dimension] = field(default_factory=Table)
    values: list[Table[str]] = field(default_factory=list)
    numbers: Table[str] = field(default_factory=Table)

    def want(self, question: Question) -> None:
        """Has columns for what a question needs."""
        match question:
            case HowMany(population, _, by):
                _learn(self.populations, population)
                if by is not None and by not in self.dimensions.numbers:
                    self.dimensions.learn(by)
                    self.values.append(Table())
            case HowMuch(population, fact):
                _learn(self.populations, population)
                _learn(self.numbers, fact)
            case Overlaps(groups):
                for group in groups:
                    _learn(self.populations, group.population)
                    if group.number:
                        _learn(self.numbers, group.number)

    @property
    def size(self) -> tuple[int, int, int]:
        """Grows with every column."""
        return (
            len(self.populations.values),
            len(self.dimensions.values),
            len(self.numbers.values),
        )


class Excerpt(msgspec.Struct, frozen=True, gc=False):
    """The columns of some applications, each packed: of most an answer needs but one or two."""

    packed_subjects: bytes
    packed_days: tuple[bytes, ...]
    packed_values: tuple[bytes, ...]
    packed_numbers: tuple[bytes, ...]

    def subjects(self) -> list[str | None]:
        """Whose each application is; None where nobody told."""
        return _subjects(self.packed_subjects)

    def days(self, population: int) -> list[int]:
        """Since which day (proleptic ordinal) each is in a population; 0 if it is not.

        Below 0 for one that a correction took out of it: `stay` has both days.
        """
        return _days(self.packed_days[population])

    def values(self, dimension: int) -> list[int]:
        """The number of the value that each has in a dimension, or NO_VALUE."""
        return _days(self.packed_values[dimension])

    def numbers(self, fact: int) -> list[int | None]:
        """What each gives as a number; None if it gives none."""
        return _numbers(self.packed_numbers[fact])


@dataclass(slots=True)
class Tables:
    """What the numbers in the rows of a partition mean."""

    milestones: Milestones = field(default_factory=Milestones)
    facts: list[Facts] = field(default_factory=list)
    declared: list[Kinds] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Alike:
    """What applications with the same facts have in common.

    `milestones` of the populations that they may belong to, `numbers` where among an application's
    own numbers each one stands; None where there is none.
    """

    milestones: tuple[int | None, ...]
    values: tuple[int, ...]
    numbers: tuple[int | None, ...]


class Excerpting:
    """Takes the rows of one partition, of whatever round they are."""

    def __init__(self, tables: Tables, programme: str, round_: str, columns: Columns) -> None:
        self._tables = tables
        self._round = (programme, round_)
        self._columns = columns
        self._alike: dict[tuple[int, int], _Alike | None] = {}

    def excerpt(self, rows: Mapping[str, Row]) -> Excerpt:
        """The columns of those applications among the rows that are in any population."""
        found = list(self._lines(rows.values()))
        populations, dimensions, numbers = self._columns.size
        subjects, days, values, given = zip(*found, strict=True) if found else ((), (), (), ())
        return Excerpt(
            _pack(subjects),
            _packed(days, populations),
            _packed(values, dimensions),
            _packed(given, numbers),
        )

    def _lines(
        self, rows: Iterable[Row]
    ) -> Iterator[tuple[str | None, Sequence[int], Sequence[int], Sequence[int | None]]]:
        for row in rows:
            facts = (row.facts, row.declared)
            if facts in self._alike:
                alike = self._alike[facts]
            else:
                alike = self._alike[facts] = self._of(*facts)
            if alike is None:
                continue
            reached = {packed // SCALE: packed % SCALE for packed in row.reached()}
            days = [0 if m is None else _since(reached, m) for m in alike.milestones]
            if any(days):
                subject, own = unpacked(row.particulars)
                given = [None if at is None else own[at] for at in alike.numbers]
                yield subject, days, alike.values, given

    def _of(self, facts: int, declared: int) -> _Alike | None:
        known = self._tables.facts[facts]
        kinds = self._tables.declared[declared] if declared >= 0 else Kinds({}, ())
        if (known.programme, known.round) != self._round:
            return None
        find, columns = self._tables.milestones.find, self._columns
        return _Alike(
            tuple(
                find(p.milestone) if p.holds(known, kinds) else None
                for p in columns.populations.values
            ),
            tuple(
                _number(values, dimension.value(known, kinds))
                for dimension, values in zip(columns.dimensions.values, columns.values, strict=True)
            ),
            tuple(
                kinds.numbers.index(name) if name in kinds.numbers else None
                for name in columns.numbers.values
            ),
        )


def stay(day: int) -> tuple[int, int]:
    """From which day one that was taken out of a population was in it, and from which no more."""
    until, since = divmod(-day, SCALE)
    return since, until


def _since(reached: Mapping[int, int], milestone: int) -> int:
    since, until = reached.get(milestone, 0), reached.get(STRUCK + milestone, 0)
    return -(until * SCALE + since) if since and until else since


T = TypeVar("T", Population, str)


def _learn(table: Table[T], value: T) -> None:
    if value not in table.numbers:
        table.learn(value)


def _number(values: Table[str], value: str | None) -> int:
    if value is None:
        return NO_VALUE
    known = values.numbers.get(value)
    return values.learn(value) if known is None else known


def _packed(lines: Iterable[Sequence[int | None]], columns: int) -> tuple[bytes, ...]:
    by_column = zip(*lines, strict=True)
    return tuple(map(_pack, by_column)) or (_pack(()),) * columns
