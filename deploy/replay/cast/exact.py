"""Applicants whose numbers are exact: so many enterprises, of which so many are such and such."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from deploy.replay.cast.allocation import allocate, spread
from deploy.replay.cast.applicants import Applicant, Lot, lots_of
from deploy.replay.cast.model import Held
from deploy.replay.scenario.counts import Amount, RoundSize
from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.people import Average, Exact, Group, Holding, OneOf
from shared.programmes import section_of
from shared.programmes.facts import Qualification


class CannotCast(Exception):
    """The numbers of a group can't all be true; says which."""


@dataclass(frozen=True)
class ExactCasting:
    """Settles group after group, so that the totals of each are met."""

    replay: Replay
    size: RoundSize
    rng: Random

    def applicants(self) -> list[Applicant]:
        """Everybody, in an order that mixes the groups. Raises CannotCast."""
        everybody: list[Applicant] = []
        for group in self.replay.scenario.groups:
            try:
                self._add(group, everybody)
            except ValueError as error:
                raise CannotCast(f"group {group.id}: {error}") from error
        self.rng.shuffle(everybody)
        return everybody

    def _add(self, group: Group, everybody: list[Applicant]) -> None:
        lots = list(lots_of(self.replay, group, self.size))
        self.rng.shuffle(lots)
        beginning, further = self._beginning(group, lots)
        everybody += beginning
        for lot in further:
            self._place(lot, everybody)
        self._settle_enterprises(group, beginning)
        self._settle_applications(group, everybody)

    def _beginning(
        self, group: Group, lots: Sequence[Lot]
    ) -> tuple[list[Applicant], Sequence[Lot]]:
        """The enterprises that begin here, with a lot each, and the lots that are left.

        One whose mail bounces is alone, and so begins here.
        """
        number = self.size.of(group.enterprises or 0)
        alone = [lot for lot in lots if lot.fate.bounces]
        free = [lot for lot in lots if not lot.fate.bounces]
        with_others = number - len(alone)
        if not 0 <= with_others <= len(free):
            raise ValueError(
                f"{number} enterprises can't begin with {len(alone)} applications whose mail "
                f"bounces and {len(free)} others"
            )
        first = [*alone, *free[:with_others]]
        return [Applicant([lot]) for lot in first], free[with_others:]

    def _place(self, lot: Lot, everybody: Sequence[Applicant]) -> None:
        """At whoever has room for one more."""
        most = self._most_each
        room = [a for a in everybody if len(a.lots) < most and not a.lots[0].fate.bounces]
        if not room:
            raise ValueError(f"no enterprise has room for more than {most}")
        self.rng.choice(room).lots.append(lot)

    @property
    def _most_each(self) -> int:
        programme = self.replay.programme
        limits = (
            programme.max_applications_per_enterprise,
            programme.way.entry.limits.per_enterprise,
            len(self.replay.scenario.enterprises.applications_each),
        )
        return min(limit for limit in limits if limit is not None)

    def _settle_enterprises(self, group: Group, beginning: Sequence[Applicant]) -> None:
        drawn_from = self.replay.scenario.enterprises
        where = {district.id: district.weight for district in drawn_from.districts}
        what = {industry.code: industry.weight for industry in drawn_from.industries}
        districts = self._one_each(group.districts, where, len(beginning))
        industries = self._one_each(group.industries, what, len(beginning))
        for applicant, district, industry in zip(beginning, districts, industries, strict=True):
            applicant.district, applicant.industry = district, industry
        for apart in group.holdings:
            self._settle_holdings(apart, beginning)
        for id_, answer in group.answers.items():
            if isinstance(answer, Average):
                self._settle_average(id_, answer, beginning)

    def _one_each(
        self, totals: Mapping[str, Amount], weights: Mapping[str, int], takers: int
    ) -> list[str]:
        """One value each: so many of each where there are totals, else by weight."""
        if takers and not totals:
            return self.rng.choices(list(weights), list(weights.values()), k=takers)
        numbers = {value: self.size.of(total) for value, total in totals.items()}
        return [value for (value,) in allocate([1] * takers, numbers, lambda *_: 1, self.rng)]

    def _settle_holdings(self, apart: OneOf, beginning: Sequence[Applicant]) -> None:
        numbers: dict[Holding | None, int] = {
            holding: self.size.of(holding.enterprises) for holding in apart.one_of
        }
        numbers[None] = len(beginning) - sum(numbers.values())

        def most(taker: int, holding: Holding | None) -> int:
            section = section_of(beginning[taker].industry or "").letter
            return int(holding is None or not holding.sections or section in holding.sections)

        dealt = allocate([1] * len(beginning), numbers, most, self.rng)
        for applicant, (held,) in zip(beginning, dealt, strict=True):
            if held is not None:
                what = Qualification(held.scheme, held.level, held.since, held.until)
                applicant.holdings.append(Held(what, held.source))

    def _settle_average(self, id_: str, answer: Average, beginning: Sequence[Applicant]) -> None:
        answering = list(beginning)
        self.rng.shuffle(answering)
        answering = answering[self.size.of(answer.unanswered) :]
        low, high = answer.between
        numbers = spread(answer.average * len(answering), len(answering), low, high, self.rng)
        for applicant, number in zip(answering, numbers, strict=True):
            applicant.answers[id_] = number

    def _settle_applications(self, group: Group, everybody: Sequence[Applicant]) -> None:
        ours = [[lot for lot in each.lots if lot.group == group.id] for each in everybody]
        if group.categories:
            self._settle_categories(group.categories, everybody, ours)
        flat = [lot for lots in ours for lot in lots]
        for id_, answer in group.answers.items():
            if isinstance(answer, Exact):
                numbers = {i: self.size.of(row.times) for i, row in enumerate(answer.exact)}
                dealt = allocate([1] * len(flat), numbers, lambda *_: 1, self.rng)
                for lot, (row,) in zip(flat, dealt, strict=True):
                    lot.answers[id_] = answer.exact[row].answer

    def _settle_categories(
        self,
        categories: Mapping[str, Amount],
        everybody: Sequence[Applicant],
        ours: Sequence[Sequence[Lot]],
    ) -> None:
        """A category that the industry takes, and no more of one than an enterprise may have."""
        takes = {i.code: i.categories for i in self.replay.scenario.enterprises.industries}
        limit = self.replay.programme.way.entry.limits.per_category
        had = [Counter(lot.category for lot in each.lots if lot.category) for each in everybody]

        def most(taker: int, category: str) -> int:
            if category not in takes[everybody[taker].industry or ""]:
                return 0
            return len(ours[taker]) if limit is None else limit - had[taker][category]

        numbers = {category: self.size.of(total) for category, total in categories.items()}
        dealt = allocate([len(lots) for lots in ours], numbers, most, self.rng)
        for lots, given in zip(ours, dealt, strict=True):
            for lot, category in zip(lots, given, strict=True):
                lot.category = category
