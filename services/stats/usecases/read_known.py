"""Reads what is known of a round at a moment, enough for every figure of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar, get_args

from services.stats.domain.counts import Counts
from services.stats.domain.cycle import Cycle
from services.stats.domain.disclosure import withheld
from services.stats.domain.external import EnteredFigure
from services.stats.domain.measuring import Figures, Known, given_out, groups, questions, took_part
from services.stats.domain.questions import Group, Overlap, Overlaps, is_of, nothing
from services.stats.domain.snapshot import ListMoment, to_come
from services.stats.ports import (
    Activities,
    Certificates,
    ExternalFigures,
    Indicators,
    PublicRecords,
    Tallies,
)
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.definitions import cycle_of
from shared.calendar import beijing_date, end_of_day
from shared.programmes import Measure, Programmes, UnknownRound
from shared.programmes.measures import Of, rests_on

V = TypeVar("V")


@dataclass(frozen=True)
class Round:
    """A round at a moment: what is known of it, and its figures."""

    cycle: Cycle
    counts: Counts
    known: Known
    figures: Figures
    version: int
    """Grows with whatever may change a figure."""


@dataclass(frozen=True)
class ReadKnown:
    """A round as of now, or as it was at the end of an earlier day in Beijing."""

    programmes: Programmes
    tallies: Tallies
    external: ExternalFigures
    records: PublicRecords
    answer: AnswerQuestions
    activities: Activities
    certificates: Certificates
    indicators: Indicators

    async def __call__(
        self,
        programme: str,
        round_: str,
        *,
        at: datetime,
        as_of: date | None = None,
        more: tuple[Measure, ...] = (),
        rounds: Collection[str] = (),
    ) -> Round:
        """The round, for the figures of its programme and of `more` measures, beside `rounds`.

        Raises UnknownProgramme or UnknownRound.
        """
        cycle = cycle_of(self.programmes, programme, round_)
        if more:
            measures = (*cycle.programme.measures, *more)
            asked = cycle.programme.model_copy(update={"measures": measures})
            cycle = Cycle(asked, cycle.round)
        return await self._round(cycle, _Asked(at, as_of, rounds=frozenset(rounds)))

    async def at_moment(self, moment: ListMoment) -> Round:
        """The round as it was when this happened to a list, by the definition that it names.

        What is told by the newest definition counts as known, so that the two together give no
        small number away. Raises UnknownProgramme or UnknownRound.
        """
        programme = self.programmes.get(moment.programme, moment.programme_version)
        cycle = Cycle(programme, programme.round(moment.round))
        newest = cycle_of(self.programmes, moment.programme, moment.round).programme
        asked = _Asked(
            moment.at,
            beijing_date(moment.at),
            to_come=to_come(moment, programme.way),
            beside=newest.measures,
        )
        return await self._round(cycle, asked)

    async def _round(self, cycle: Cycle, asked: "_Asked") -> Round:
        found = await self._read(cycle, asked)
        others = await self._others(cycle, asked)
        figures = Figures(found.known, others)
        return Round(cycle, found.counts, found.known, figures, found.version)

    async def version(self, programme: str, round_: str) -> int:
        """The version that a round has now; cheap to ask for."""
        return (
            await self.tallies.version(programme, round_)
            + await self.records.version(programme, round_)
            + await self.external.version(programme, round_)
            + await self.activities.version(programme, round_)
            + await self.certificates.version(programme, round_)
            + await self.indicators.version(programme, round_)
        )

    async def _others(self, cycle: Cycle, asked: "_Asked") -> dict[str, Known]:
        """The other rounds that the figures rest on, over however many steps."""
        found: dict[str, Known] = {}
        wanted = _rounds_of(cycle.programme.measures) | asked.rounds
        while missing := wanted - found.keys() - {cycle.round.id}:
            for round_ in missing:
                try:
                    other = cycle_of(self.programmes, cycle.programme.id, round_)
                except UnknownRound:
                    wanted.discard(round_)
                    continue
                found[round_] = (await self._read(other, _Asked(asked.at, asked.as_of))).known
                wanted |= _rounds_of(other.programme.measures)
        return found

    async def _read(self, cycle: Cycle, wanted: "_Asked") -> "_Read":
        programme, round_ = cycle.programme.id, cycle.round.id
        at, as_of, to_come = wanted.at, wanted.as_of, wanted.to_come
        counts = await self.tallies.counts(programme, round_)
        entered = await self.external.of_round(programme, round_)
        record = await self.records.of_round(programme, round_)
        measures = cycle.programme.measures
        asked_of_activities = {each for measure in measures for each in took_part(measure)}
        activities = await self.activities.of_round(programme, round_, asked_of_activities, as_of)
        asked_of_certificates = {each for measure in measures for each in given_out(measure)}
        certificates = await self.certificates.of_round(
            programme, round_, asked_of_certificates, activities, as_of
        )
        reports = await self.indicators.of_round(programme, round_, as_of)
        groups_of = _groups((*measures, *wanted.beside), to_come)
        asked = [question for measure in measures for question in questions(measure)]
        overlaps = {of: Overlaps(some, of) for of, some in groups_of.items() if _has_parts(some)}
        answers = await self.answer(
            programme, round_, [*asked, *overlaps.values()], as_of, counts=counts
        )
        kept_back = set[tuple[Of, Group]]()
        for of, question in overlaps.items():
            found = answers[question]
            assert isinstance(found, Overlap)
            kept_back |= {(of, group) for group in withheld(found.members)}
        # Of a day that is not over only the beginning is known; the calendar's last has no end.
        moment = at if as_of is None or as_of >= beijing_date(at) else end_of_day(as_of)
        known = Known(
            cycle=cycle,
            at=moment,
            reached=_without(counts.reached(as_of), to_come),
            days=_without(counts.first_and_last(as_of), to_come),
            answers={q: nothing(q) if is_of(q, to_come) else a for q, a in answers.items()},
            entered=entered if as_of is None else _until(entered, as_of),
            record=record,
            measures={measure.id: measure for measure in measures},
            withheld=frozenset(kept_back),
            activities=activities,
            certificates=certificates,
            reports=reports,
        )
        version = counts.version + record.version + sum(e.version for e in entered.values())
        version += activities.version + certificates.version + len(reports.found)
        return _Read(counts, known, version)


@dataclass(frozen=True)
class _Asked:
    """As of when; milestones `to_come` count as reached by nobody.

    The figures of the measures `beside` are told as well, if elsewhere; `rounds` are read too.
    """

    at: datetime
    as_of: date | None
    to_come: frozenset[str] = frozenset()
    beside: tuple[Measure, ...] = ()
    rounds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Read:
    counts: Counts
    known: Known
    version: int


def _rounds_of(measures: Iterable[Measure]) -> set[str]:
    figures = (figure for measure in measures for _, figure in rests_on(measure))
    return {figure.round for figure in figures if figure.round is not None}


def _groups(measures: Iterable[Measure], to_come: frozenset[str]) -> dict[Of, tuple[Group, ...]]:
    found: dict[Of, dict[Group, None]] = defaultdict(dict)
    for measure in measures:
        for of, group in groups(measure):
            if group.population.milestone not in to_come:
                found[of][group] = None
    return {of: tuple(found[of]) for of in get_args(Of) if of in found}


def _has_parts(some: Collection[Group]) -> bool:
    """Whether there is anything but whole populations, which are told whatever their number."""
    return any(group.population.where or group.number for group in some)


def _without(found: Mapping[str, V], to_come: frozenset[str]) -> dict[str, V]:
    return {milestone: value for milestone, value in found.items() if milestone not in to_come}


def _until(entered: Mapping[str, EnteredFigure], day: date) -> dict[str, EnteredFigure]:
    return {id_: figure.until(day) for id_, figure in entered.items()}
