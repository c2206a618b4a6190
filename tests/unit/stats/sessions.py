"""A round as its scenario casts it, folded without a server, with the figures of every measure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

from deploy.replay.cast.casting import cast as cast_of
from deploy.replay.cast.model import Entrant
from deploy.replay.course import Course
from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.plan import AnnouncementStep, Beside, Enter
from services.stats.domain.answering import answered
from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.declared import kinds_of
from services.stats.domain.excerpts import Columns, Excerpting, Tables
from services.stats.domain.external import EnteredFigure, EnteredValue
from services.stats.domain.facts import Facts
from services.stats.domain.fold import Fold
from services.stats.domain.public_record import PublicEvent, PublicRecord
from services.stats.domain.questions import Answer, Question
from services.stats.ports import ExternalFigures, PublicRecords, Rows, Tallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.read_known import ReadKnown
from shared.calendar import beijing_date
from shared.programmes import Programme, Programmes
from shared.programmes.facts import facts_of
from tests.unit.stats.folding import DAY, Event, a_fold, hear
from tests.unit.stats.nothing import NOTHING_HELD, NOTHING_ISSUED, NOTHING_REPORTED

SEED = 2024
LATER = datetime(2030, 1, 1, tzinfo=UTC)


class Session:
    """What stats would have of the round: counts, rows, the public record, what was entered."""

    def __init__(self, replay: Replay, *more: Event, programme: Programme | None = None) -> None:
        self._programme = programme or replay.programme
        self.round = replay.round.id
        self._fold = a_fold()
        hear(self._fold, *_events(replay), *more)
        self._counts = _counts(self._fold, replay)
        self.record = PublicRecord(1, (PublicEvent("announced", _announced_at(replay)),))
        self.entered = dict(_entered(replay))

    async def counts(self, programme: str, round_: str) -> Counts:
        return self._counts

    async def answer(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
    ) -> Mapping[Question, Answer]:
        columns = Columns()
        for question in questions:
            columns.want(question)
        fold = self._fold
        declared = [kinds_of(text) for text in fold._declared.values]
        tables = Tables(fold.milestones, fold._facts.values, declared)
        excerpting = Excerpting(tables, programme, round_, columns)
        excerpts = [excerpting.excerpt(bucket) for bucket in fold.buckets]
        return {each: answered(each, columns, excerpts, as_of) for each in questions}

    def reading(self) -> ReadKnown:
        """Reads what is known of it."""
        tallies, rows = cast(Tallies, self), cast(Rows, self)
        return ReadKnown(
            Programmes([self._programme]),
            tallies,
            cast(ExternalFigures, _Of(self.entered)),
            cast(PublicRecords, _Of(self.record)),
            AnswerQuestions(tallies, rows),
            NOTHING_HELD,
            NOTHING_ISSUED,
            NOTHING_REPORTED,
        )


class _Of:
    def __init__(self, found: object) -> None:
        self._found = found

    async def of_round(self, programme: str, round_: str) -> object:
        return self._found


def _events(replay: Replay) -> Iterator[Event]:
    programme, plan = replay.programme, replay.scenario.plan
    day = replay.applying.days[-1].at.date()
    people = cast_of(replay, replay.size(), SEED)
    course = Course(programme, plan, people, replay.size(), day)
    for enterprise, application in people:
        entrant = (enterprise, application)
        reached = dict(_reached(course, replay, entrant))
        if reached:
            held = [holding.qualification for holding in enterprise.holdings]
            district, industry = enterprise.district, application.industry
            yield Event(
                f"a{application.serial}",
                0,
                1,
                Facts(programme.id, replay.round.id, district, industry, application.category),
                {milestone: on.toordinal() - DAY for milestone, on in reached.items()},
                enterprise.uscc,
                facts_of(programme.facts, application.answers, held, day),
            )


def _reached(course: Course, replay: Replay, entrant: Entrant) -> Iterator[tuple[str, date]]:
    """What the stages give those who go on; the last one to everybody who comes to it."""
    way = replay.programme.way
    for stage in way:
        on = _day_of(replay, stage.id)
        moments = dict(stage.given)
        listed = stage == way.final and entrant not in course.listed[stage.id]
        if entrant in course.arriving[stage.id] and listed and "failed" in moments:
            yield moments["failed"].id, on
        if entrant in course.passing[stage.id]:
            for moment in ("submitted", "passed", "decided"):
                if moment in moments:
                    yield moments[moment].id, on


def _day_of(replay: Replay, stage: str) -> date:
    step = next(s for s in replay.scenario.plan if not isinstance(s, Beside) and s.stage == stage)
    at = getattr(step, "at", None) or getattr(step, "reviewed_at", None)
    return replay.applying.days[-1].at.date() if at is None else beijing_date(at)


def _announced_at(replay: Replay) -> datetime:
    return next(s.at for s in replay.scenario.plan[::-1] if isinstance(s, AnnouncementStep))


def _entered(replay: Replay) -> Iterator[tuple[str, EnteredFigure]]:
    units = {figure.id: figure.unit for figure in replay.programme.external_figures}
    for step in replay.scenario.plan:
        if isinstance(step, Enter):
            assert step.source is not None
            value = EnteredValue(
                value=Decimal(str(step.value)),
                unit=units[step.enter],
                source=step.source,
                as_of=step.as_of,
                by="officer",
                at=step.at,
                scope=step.scope,
                year=step.year,
                qualifier=step.qualifier,
            )
            yield step.enter, EnteredFigure(step.enter, (value,))


def _counts(fold: Fold, replay: Replay) -> Counts:
    cells: dict[Cell, int] = {}
    days: dict[DayCell, int] = {}
    for tally in fold.drain().tallies:
        if (tally.programme, tally.round) == (replay.programme.id, replay.round.id):
            cells |= {Cell(*name.split("|")): n for name, n in tally.cells.items()}
            for name, n in tally.days.items():
                milestone, day, district = name.split("|")
                on = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
                days[DayCell(milestone, on, district)] = n
    return Counts(1, cells, days)
