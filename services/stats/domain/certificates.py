"""What is known of certificates and plaques of a round: issued, handed over, void."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.stats.domain.activities import ActivityRecord


@dataclass(frozen=True, slots=True)
class GivenOut:
    """How many documents of a kind were issued, or handed over at activities of a kind: a question.

    Each number counts, or, with `distinct`, each holder once.
    """

    kind: str
    handed_over: str | None = None
    batch: str | None = None
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """A number and what became of it; `holder` is the code, None while it was not heard.

    `handed_over` are the days by activity.
    """

    number: str
    recognition: str
    holder: str | None
    kind: str
    batch: str
    issued_on: date
    voided_on: date | None = None
    handed_over: Mapping[str, date] = field(default_factory=dict)

    def counts_until(self, day: date) -> bool:
        """Whether it was issued by the end of a day, and not void then."""
        return self.issued_on <= day and (self.voided_on is None or self.voided_on > day)


@dataclass(frozen=True, slots=True)
class HowManyGiven:
    """The answer: how many, how many were issued in all, and the last day that changed it."""

    number: int
    issued: int
    changed_on: date | None


@dataclass(frozen=True, slots=True)
class CertificateRecord:
    """What is known of those of one round; `version` grows with each event."""

    version: int = 0
    given: Mapping[GivenOut, HowManyGiven] = field(default_factory=dict)


def how_many_given(
    question: GivenOut,
    known: Iterable[KnownCertificate],
    activities: ActivityRecord,
    as_of: date = date.max,
) -> HowManyGiven:
    """The answer by the end of a day.

    What is void does not count as issued. What was handed over was so, whatever became of it then.
    """
    issued = [
        each
        for each in known
        if each.kind == question.kind
        and question.batch in (None, each.batch)
        and each.issued_on <= as_of
    ]
    counted, days = _counted(question, issued, activities, as_of)
    holders = {each.holder or each.recognition for each in counted}
    number = len(holders) if question.distinct else len(counted)
    return HowManyGiven(number, len(issued), max(days, default=None))


def _counted(
    question: GivenOut,
    issued: Sequence[KnownCertificate],
    activities: ActivityRecord,
    as_of: date,
) -> tuple[list[KnownCertificate], list[date]]:
    if question.handed_over is None:
        ended = [each.voided_on for each in issued if each.voided_on and each.voided_on <= as_of]
        days = [each.issued_on for each in issued] + ended
        return [each for each in issued if each.counts_until(as_of)], days
    there = {each.id for each in activities.held_of(question.handed_over)}
    handed = {
        each.number: [day for id_, day in each.handed_over.items() if id_ in there and day <= as_of]
        for each in issued
    }
    counted = [each for each in issued if handed[each.number]]
    return counted, [day for days in handed.values() for day in days]
