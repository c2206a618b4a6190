"""What is known of the activities of a round: when they were held, and how many took part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class TookPart:
    """How many took part as something in activities of a kind: a question.

    Each application that was there counts, or, with `distinct`, each enterprise once.
    """

    kind: str
    role: str
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class KnownActivity:
    """An activity as its newest event has it; `at` is when that was said."""

    id: str
    declared: str
    number: int
    kind: str
    name: Bilingual
    state: Literal["planned", "held", "called_off"]
    held_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """The activities of one round, the first held first; `version` grows with each event.

    `took_part` answers the questions that were asked.
    """

    version: int = 0
    activities: tuple[KnownActivity, ...] = ()
    took_part: Mapping[TookPart, int] = field(default_factory=dict)

    @property
    def held(self) -> tuple[KnownActivity, ...]:
        """Those that were held."""
        return tuple(each for each in self.activities if each.state == "held")

    def held_of(self, kind: str) -> tuple[KnownActivity, ...]:
        """Those of a kind that were held."""
        return tuple(each for each in self.held if each.kind == kind)

    def days_of(self, declared: str) -> tuple[date, ...]:
        """The days on which what the programme declares under this id was held, in order."""
        return tuple(sorted(each.held_on for each in self.held if each.declared == declared))

    def until(self, day: date) -> "ActivityRecord":
        """With the activities only that were held by the end of a day."""
        known = tuple(e for e in self.activities if e.state == "held" and e.held_on <= day)
        return ActivityRecord(self.version, known, self.took_part)
