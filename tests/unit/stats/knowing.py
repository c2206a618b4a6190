"""A round of which no more is known than how many reached each milestone, and what was entered."""

from collections.abc import Mapping
from datetime import date, datetime

from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.cycle import Cycle
from services.stats.domain.external import EnteredFigure
from services.stats.domain.measuring import Figures, Known, questions
from services.stats.domain.public_record import PublicRecord
from services.stats.domain.published import Figure
from services.stats.domain.tallied import tallied
from shared.programmes import Programme, Round


def figures(
    programme: Programme,
    round_: Round,
    reached: Mapping[str, int],
    entered: Mapping[str, EnteredFigure],
    at: datetime,
) -> tuple[Figure, ...]:
    """The figures of every measure of the programme; each has to be a count or made of counts."""
    known = knowing(programme, round_, reached, entered, at)
    return Figures(known).of(programme.measures)


def knowing(
    programme: Programme,
    round_: Round,
    reached: Mapping[str, int],
    entered: Mapping[str, EnteredFigure],
    at: datetime,
) -> Known:
    """All that is known of such a round."""
    counts = Counts(
        1,
        {Cell(milestone, "a", "3912", "b"): count for milestone, count in reached.items()},
        {DayCell(milestone, date(2019, 6, 3), "a"): count for milestone, count in reached.items()},
    )
    answers = {}
    for measure in programme.measures:
        for question in questions(measure):
            answer = tallied(question, counts)
            assert answer is not None
            answers[question] = answer
    return Known(
        cycle=Cycle(programme, round_),
        at=at,
        reached=dict(reached),
        days=counts.first_and_last(),
        answers=answers,
        entered=entered,
        record=PublicRecord(0, ()),
        measures={measure.id: measure for measure in programme.measures},
    )
