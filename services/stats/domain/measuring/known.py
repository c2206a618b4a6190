"""What is known of a round at a moment: enough for every figure of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from services.stats.domain.activities import ActivityRecord
from services.stats.domain.certificates import CertificateRecord
from services.stats.domain.counts import Tally
from services.stats.domain.cycle import Cycle
from services.stats.domain.external import EnteredFigure
from services.stats.domain.indicators import Reports
from services.stats.domain.public_record import PublicRecord
from services.stats.domain.questions import Amount, Answer, Count, Group, HowMany, HowMuch, Question
from shared.programmes import Measure
from shared.programmes.measures import Of

Entered = Mapping[str, EnteredFigure]
A = TypeVar("A", Count, Amount)


@dataclass(frozen=True)
class Known:
    """`reached` is by milestone, `days` the first and the last one on which it was reached.

    `measures` are those that other measures may rest on, by id. `withheld` are the groups of which
    nothing is told, so that no small number follows.
    """

    cycle: Cycle
    at: datetime
    reached: Tally
    days: Mapping[str, tuple[date, date]]
    answers: Mapping[Question, Answer]
    entered: Entered
    record: PublicRecord
    measures: Mapping[str, Measure]
    withheld: frozenset[tuple[Of, Group]] = field(default=frozenset())
    activities: ActivityRecord = field(default=ActivityRecord())
    certificates: CertificateRecord = field(default=CertificateRecord())
    reports: Reports = field(default=Reports())

    def count(self, question: HowMany) -> Count:
        """How many."""
        return self._answer(question, Count)

    def amount(self, question: HowMuch) -> Amount:
        """How much."""
        return self._answer(question, Amount)

    def _answer(self, question: Question, kind: type[A]) -> A:
        found = self.answers[question]
        assert isinstance(found, kind)
        return found
