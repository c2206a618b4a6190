"""Who applies with what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from deploy.replay.cast.papers import Paper
from deploy.replay.scenario.fates import Fate
from shared.programmes import Programme
from shared.programmes.facts import Qualification, facts_of
from shared.values import Bilingual

Answer = str | bool | int


@dataclass(frozen=True, slots=True)
class Flaw:
    """A material that an officer will find invalid, and the reason's id."""

    requirement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Application:
    """One product or project, the papers sent at first and the ones sent when asked.

    `serial` numbers all applications of the round from 1; `lacking` has the items that the first
    papers leave open; `merit` is what it is ranked and decided by, 1 the best.
    """

    serial: int
    fate: Fate
    merit: int
    product: Bilingual
    category: str
    industry: str
    answers: Mapping[str, Answer]
    papers: tuple[Paper, ...]
    lacking: tuple[str, ...]
    flaw: Flaw | None
    supplement: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A qualification that an enterprise holds, and what it names as the proof."""

    qualification: Qualification
    source: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An applicant with what it applies with and holds."""

    uscc: str
    name: Bilingual
    district: str
    industry: str
    language: str
    email: str
    applications: tuple[Application, ...]
    holdings: tuple[Held, ...] = ()

    def known(self, application: Application, programme: Programme, on: date) -> dict[str, Any]:
        """Answers and facts of its application, by which conditions of the path are judged."""
        held = [holding.qualification for holding in self.holdings]
        facts = facts_of(programme.facts, application.answers, held, on)
        return {**application.answers, **facts}


Entrant = tuple[Enterprise, Application]
"""An application, and whose it is."""


@dataclass(frozen=True)
class Cast:
    """Everybody who takes part in one round."""

    seed: int
    enterprises: tuple[Enterprise, ...]

    def __iter__(self) -> Iterator[Entrant]:
        """Every application."""
        for enterprise in self.enterprises:
            for application in enterprise.applications:
                yield enterprise, application

    def count(self, fits: Callable[[Fate], bool]) -> int:
        """How many applications have a fate like this."""
        return sum(fits(application.fate) for _, application in self)
