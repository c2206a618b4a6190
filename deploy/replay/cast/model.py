"""Who applies with what in the demo."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.replay.cast.fates import Fate
from deploy.replay.cast.papers import Paper
from shared.values import Bilingual

Answer = str | bool | int


@dataclass(frozen=True, slots=True)
class Flaw:
    """A material that an officer will find invalid, and the reason's id."""

    requirement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Application:
    """One product, the papers sent at first and the ones sent when asked.

    `serial` numbers all applications of the round from 1; `lacking` has the items that the first
    papers leave open; `merit` is what the city ranks by and the province decides by, 1 the best.
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
class Enterprise:
    """An applicant with one to three products."""

    uscc: str
    name: Bilingual
    district: str
    industry: str
    language: str
    email: str
    applications: tuple[Application, ...]


@dataclass(frozen=True)
class Cast:
    """Everybody who takes part in one round."""

    seed: int
    enterprises: tuple[Enterprise, ...]

    def with_fates(self, fates: frozenset[Fate]) -> list[tuple[Enterprise, Application]]:
        """The applications with one of these fates, and whose they are."""
        return [
            (enterprise, application)
            for enterprise in self.enterprises
            for application in enterprise.applications
            if application.fate in fates
        ]
