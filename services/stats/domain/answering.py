"""Answers questions from the rows of applications, a few rows at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.stats.domain.declared import Kinds
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import SCALE, Milestones
from services.stats.domain.particulars import unpacked
from services.stats.domain.parts import ALL, NO_VALUE, Key, Part, Reached, kind_of
from services.stats.domain.questions import Answer, HowMany, Population, Question
from services.stats.domain.row import Row


@dataclass(slots=True)
class Tables:
    """What the numbers in the rows of a partition mean."""

    milestones: Milestones = field(default_factory=Milestones)
    facts: list[Facts] = field(default_factory=list)
    declared: list[Kinds] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to which rows with certain facts belong, and as what."""

    place: int
    milestone: int
    key: Key
    number: int | None
    """Where among the numbers of an application the one stands that is asked for."""


class Answering:
    """Takes the rows of one partition, of whatever round they are."""

    def __init__(
        self, tables: Tables, programme: str, round_: str, questions: Sequence[Question]
    ) -> None:
        self._tables = tables
        self._round = (programme, round_)
        self._questions = questions
        self._asked: dict[tuple[int, int], tuple[_Asked, ...]] = {}

    def parts(self, rows: Mapping[str, Row]) -> list[Part]:
        """What these rows add to the answer of each question."""
        parts: list[Part] = [kind_of(question)() for question in self._questions]
        for application, row in rows.items():
            facts = (row.facts, row.declared)
            asked = self._asked.get(facts)
            if asked is None:
                asked = self._asked[facts] = tuple(self._of(*facts))
            if not asked:
                continue
            days = {packed // SCALE: packed % SCALE for packed in row.reached()}
            subject, numbers = unpacked(row.particulars)
            for each in asked:
                day = days.get(each.milestone)
                if day is not None:
                    number = None if each.number is None else numbers[each.number]
                    reached = Reached(application, day, each.key, subject, number)
                    parts[each.place].take(reached)
        return parts

    def _of(self, facts: int, declared: int) -> Iterable[_Asked]:
        known = self._tables.facts[facts]
        kinds = self._tables.declared[declared] if declared >= 0 else Kinds({}, ())
        if (known.programme, known.round) != self._round:
            return
        for place, question in enumerate(self._questions):
            population = question.population
            milestone = self._tables.milestones.find(population.milestone)
            if milestone is not None and _belongs(population, known, kinds):
                key, number = ALL, None
                if isinstance(question, HowMany):
                    if question.by is not None:
                        key = question.by.value(known, kinds) or NO_VALUE
                elif question.fact in kinds.numbers:
                    number = kinds.numbers.index(question.fact)
                yield _Asked(place, milestone, key, number)


def _belongs(population: Population, facts: Facts, kinds: Kinds) -> bool:
    return all(each.dimension.value(facts, kinds) in each.values for each in population.where)


def answered(question: Question, parts: Iterable[Part], as_of: date | None) -> Answer:
    """The answer that these parts add up to, by the end of a day or by now."""
    whole = kind_of(question)()
    for part in parts:
        whole.add(part)  # type: ignore[arg-type]
    return whole.answer((as_of or date.max).toordinal())
