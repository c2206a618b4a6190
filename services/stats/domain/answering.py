"""Answers questions from excerpts of rows, taken from anywhere in any order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from itertools import compress

from services.stats.domain.excerpts import NO_VALUE, Columns, Excerpt, stay
from services.stats.domain.questions import (
    Amount,
    Answer,
    Count,
    Group,
    HowMany,
    HowMuch,
    Overlap,
    Overlaps,
    Question,
)

Days = Sequence[int]
"""Of each application of an excerpt; nought for one that is not in the population, or not yet."""

_NEVER = date.max.toordinal() + 1

Found = Iterable[tuple[Excerpt, Days]]


def answered(
    question: Question, columns: Columns, excerpts: Iterable[Excerpt], as_of: date | None = None
) -> Answer:
    """The answer by the end of a day or by now; `excerpts` have every application once."""
    if isinstance(question, Overlaps):
        return _overlap(question, columns, excerpts, as_of)
    population = columns.populations.numbers[question.population]
    found = ((excerpt, _until(excerpt.days(population), as_of)) for excerpt in excerpts)
    match question:
        case HowMany(of="applications"):
            return _applications(question, columns, found)
        case HowMany():
            return _subjects(question, columns, found)
        case HowMuch(of="applications"):
            return _amounts(columns.numbers.numbers[question.fact], found)
        case HowMuch():
            return _subject_amounts(columns.numbers.numbers[question.fact], found)


def _until(days: Days, as_of: date | None) -> Days:
    last = _NEVER if as_of is None else as_of.toordinal()
    if min(days, default=0) < 0:
        days = [_stayed(day, last) if day < 0 else day for day in days]
    return days if as_of is None else [day if day <= last else 0 for day in days]


def _stayed(day: int, last: int) -> int:
    """One that a correction took out was in the population until then."""
    since, until = stay(day)
    return since if last < until else 0


def _applications(question: HowMany, columns: Columns, found: Found) -> Count:
    total, by = 0, Counter[int]()
    for excerpt, days in found:
        total += len(days) - days.count(0)
        if question.by is not None:
            by.update(compress(_values(question, columns, excerpt), days))
    return Count(total, _named(question, columns, by), by[NO_VALUE])


def _subjects(question: HowMany, columns: Columns, found: Found) -> Count:
    subjects: set[str | None] = set()
    of_value: defaultdict[int, set[str | None]] = defaultdict(set)
    unnamed = 0
    for excerpt, days in found:
        chosen = list(compress(excerpt.subjects(), days))
        subjects.update(chosen)
        unnamed += chosen.count(None)
        if question.by is not None:
            values = compress(_values(question, columns, excerpt), days)
            for subject, value in zip(chosen, values, strict=True):
                of_value[value].add(subject)
    by = {value: _known(some) for value, some in of_value.items()}
    total = _known(subjects)
    return Count(total, _named(question, columns, by), by.get(NO_VALUE, 0), unnamed)


def _amounts(fact: int, found: Found) -> Amount:
    n, nulls, total = 0, 0, 0
    for excerpt, days in found:
        given = list(compress(excerpt.numbers(fact), days))
        numbers = [number for number in given if number is not None]
        n, nulls, total = n + len(numbers), nulls + len(given) - len(numbers), total + sum(numbers)
    return Amount(n, nulls, total)


def _subject_amounts(fact: int, found: Found) -> Amount:
    subjects: set[str | None] = set()
    unnamed = 0
    first: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for excerpt, days in found:
        chosen = list(compress(excerpt.subjects(), days))
        subjects.update(chosen)
        unnamed += chosen.count(None)
        given = compress(excerpt.numbers(fact), days)
        for subject, day, number in zip(chosen, filter(None, days), given, strict=True):
            if subject is not None and number is not None:
                known = first.get(subject, _NEVER)
                if day < known or (day == known and number > numbers[subject]):
                    first[subject], numbers[subject] = day, number
    total = _known(subjects)
    return Amount(len(numbers), total - len(numbers), sum(numbers.values()), unnamed)


def _overlap(
    question: Overlaps, columns: Columns, excerpts: Iterable[Excerpt], as_of: date | None
) -> Overlap:
    """A group is a bit of the set that an application, or a subject by any of its own, is in."""
    sets = Counter[int]()
    by_subject: defaultdict[str, int] = defaultdict(int)
    for excerpt in excerpts:
        of_applications = [0] * len(excerpt.subjects())
        for bit, group in enumerate(question.groups):
            days = _until(excerpt.days(columns.populations.numbers[group.population]), as_of)
            given: Iterable[object] = days
            if group.number:
                given = excerpt.numbers(columns.numbers.numbers[group.number])
            for nth, (day, number) in enumerate(zip(days, given, strict=True)):
                if day and number is not None:
                    of_applications[nth] |= 1 << bit
        if question.of == "applications":
            sets.update(of_applications)
        else:
            for subject, bits in zip(excerpt.subjects(), of_applications, strict=True):
                if subject is not None:
                    by_subject[subject] |= bits
    sets.update(by_subject.values())
    return Overlap({_groups(question, bits): n for bits, n in sorted(sets.items()) if bits})


def _groups(question: Overlaps, bits: int) -> frozenset[Group]:
    return frozenset(g for bit, g in enumerate(question.groups) if bits >> bit & 1)


def _known(subjects: Set[str | None]) -> int:
    return len(subjects) - (None in subjects)


def _values(question: HowMany, columns: Columns, excerpt: Excerpt) -> Sequence[int]:
    assert question.by is not None
    return excerpt.values(columns.dimensions.numbers[question.by])


def _named(question: HowMany, columns: Columns, by: Mapping[int, int]) -> dict[str, int]:
    if question.by is None:
        return {}
    values = columns.values[columns.dimensions.numbers[question.by]].values
    named = {values[number]: count for number, count in by.items() if number != NO_VALUE and count}
    return dict(sorted(named.items()))
