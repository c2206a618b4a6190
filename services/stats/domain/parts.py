"""Parts of answers: what some of a round's applications add, to be added up in any order.

A part keeps by day when each milestone was reached, so that one part answers for every day. Days
are proleptic ordinals.
"""

from typing import Protocol, Self, TypeVar

import msgspec

from services.stats.domain.questions import Amount, Answer, Count, HowMany, HowMuch, Question

Key = str
"""A value of a dimension, or one of these two, which no value can be."""

ALL: Key = ""
"""Where there is no dimension."""
NO_VALUE: Key = "?"
"""Where an application has no value in it."""


class Reached(msgspec.Struct, frozen=True, gc=False):
    """An application in the population of a question."""

    application: str
    day: int
    key: Key
    subject: str | None
    number: int | None


class Part(Protocol):
    """What some applications add to the answer of one question."""

    def take(self, reached: Reached) -> None:
        """Takes in an application; each is taken once into all the parts of a question."""
        ...

    def add(self, other: Self) -> None:
        """Adds what other applications add."""
        ...

    def answer(self, until: int) -> Answer:
        """The answer, if these are all the applications, by the end of a day."""
        ...


class Applications(msgspec.Struct, array_like=True):
    """How many applications, by value and day."""

    days: dict[Key, dict[int, int]] = {}

    def take(self, reached: Reached) -> None:
        """One more."""
        _more(self.days, reached.key, reached.day, 1)

    def add(self, other: "Applications") -> None:
        """Adds the counts."""
        for key, days in other.days.items():
            for day, count in days.items():
                _more(self.days, key, day, count)

    def answer(self, until: int) -> Count:
        """Those that came by then."""
        by = {key: _by(days, until) for key, days in self.days.items()}
        return _count(sum(by.values()), by)


class Subjects(msgspec.Struct, array_like=True):
    """Since which day each subject counts, by value; `unnamed` applications by day."""

    since: dict[str, dict[Key, int]] = {}
    unnamed: dict[int, int] = {}

    def take(self, reached: Reached) -> None:
        """The subject, if this is its first application."""
        if reached.subject is None:
            self.unnamed[reached.day] = self.unnamed.get(reached.day, 0) + 1
        else:
            _first(self.since, reached.subject, reached.key, reached.day)

    def add(self, other: "Subjects") -> None:
        """Unites them: who counts in both counts from the first day."""
        for subject, days in other.since.items():
            for key, day in days.items():
                _first(self.since, subject, key, day)
        for day, count in other.unnamed.items():
            self.unnamed[day] = self.unnamed.get(day, 0) + count

    def answer(self, until: int) -> Count:
        """The subjects of applications that came by then."""
        by: dict[Key, int] = {}
        total = 0
        for days in self.since.values():
            keys = [key for key, day in days.items() if day <= until]
            total += bool(keys)
            for key in keys:
                by[key] = by.get(key, 0) + 1
        return _count(total, by, _by(self.unnamed, until))


class Amounts(msgspec.Struct, array_like=True):
    """By day, how many applications gave a number, how many did not, and the sum."""

    days: dict[int, tuple[int, int, int]] = {}

    def take(self, reached: Reached) -> None:
        """One more."""
        self._more(reached.day, *_amount(reached.number))

    def add(self, other: "Amounts") -> None:
        """Adds numbers and sums."""
        for day, amounts in other.days.items():
            self._more(day, *amounts)

    def answer(self, until: int) -> Amount:
        """Of those that came by then."""
        found = [amounts for day, amounts in self.days.items() if day <= until]
        return Amount(*(sum(column) for column in zip((0, 0, 0), *found, strict=True)))

    def _more(self, day: int, n: int, nulls: int, total: int) -> None:
        known = self.days.get(day, (0, 0, 0))
        self.days[day] = (known[0] + n, known[1] + nulls, known[2] + total)


class SubjectAmounts(msgspec.Struct, array_like=True):
    """By subject the day since which it counts, and day, application and number of its first."""

    since: dict[str, int] = {}
    first: dict[str, tuple[int, str, int]] = {}
    unnamed: dict[int, int] = {}

    def take(self, reached: Reached) -> None:
        """The subject, and its number if this is the first application that gives one."""
        if reached.subject is None:
            self.unnamed[reached.day] = self.unnamed.get(reached.day, 0) + 1
            return
        _earlier(self.since, reached.subject, reached.day)
        if reached.number is not None:
            given = (reached.day, reached.application, reached.number)
            _earlier(self.first, reached.subject, given)

    def add(self, other: "SubjectAmounts") -> None:
        """Unites them: who counts in both counts with the first of all."""
        for subject, day in other.since.items():
            _earlier(self.since, subject, day)
        for subject, given in other.first.items():
            _earlier(self.first, subject, given)
        for day, count in other.unnamed.items():
            self.unnamed[day] = self.unnamed.get(day, 0) + count

    def answer(self, until: int) -> Amount:
        """Of the subjects of applications that came by then."""
        subjects = sum(day <= until for day in self.since.values())
        given = [number for day, _, number in self.first.values() if day <= until]
        unnamed = _by(self.unnamed, until)
        return Amount(len(given), subjects - len(given), sum(given), unnamed)


def kind_of(question: Question) -> type[Applications | Subjects | Amounts | SubjectAmounts]:
    """The kind of part that a question's answer is added up from."""
    match question:
        case HowMany(of="applications"):
            return Applications
        case HowMany():
            return Subjects
        case HowMuch(of="applications"):
            return Amounts
        case HowMuch():
            return SubjectAmounts


T = TypeVar("T", int, tuple[int, str, int])


def _earlier(found: dict[str, T], name: str, one: T) -> None:
    known = found.get(name)
    if known is None or one < known:
        found[name] = one


def _first(since: dict[str, dict[Key, int]], subject: str, key: Key, day: int) -> None:
    _earlier(since.setdefault(subject, {}), key, day)


def _more(days: dict[Key, dict[int, int]], key: Key, day: int, count: int) -> None:
    of_key = days.setdefault(key, {})
    of_key[day] = of_key.get(day, 0) + count


def _by(days: dict[int, int], until: int) -> int:
    return sum(count for day, count in days.items() if day <= until)


def _amount(number: int | None) -> tuple[int, int, int]:
    return (0, 1, 0) if number is None else (1, 0, number)


def _count(total: int, by: dict[Key, int], unnamed: int = 0) -> Count:
    values = {key: n for key, n in sorted(by.items()) if n and key not in (ALL, NO_VALUE)}
    return Count(total, values, by.get(NO_VALUE, 0), unnamed)
