"""Which papers an application needs, which of them are forgotten, and what comes later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from deploy.replay.cast.model import Answer, Flaw
from deploy.replay.cast.papers import Paper
from deploy.replay.scenario.contents import Material, Papers
from deploy.replay.scenario.fates import Fate, Lacks
from shared.programmes import Bilingual, Programme, Requirement
from shared.programmes.conditions import holds
from shared.programmes.requirements import (
    AllOf,
    AnswerLeaf,
    AnyOf,
    MaterialLeaf,
    NOf,
    Some,
    When,
    items,
)


@dataclass(frozen=True)
class Bundle:
    """The papers sent at first, what they leave open, and the papers sent when asked."""

    papers: tuple[Paper, ...]
    lacking: tuple[str, ...]
    flaw: Flaw | None
    supplement: tuple[Paper, ...]


@dataclass(frozen=True)
class _Demand:
    """Papers that are forgotten together, by the item that is then found missing."""

    item: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Stationery:
    """Puts papers together by the programme's requirements and what the scenario says of them."""

    programme: Programme
    papers: Papers

    def bundle(self, rng: Random, fate: Fate, serial: int, answers: Mapping[str, Answer]) -> Bundle:
        """The papers of an application with this fate and these answers."""
        drawn = [rng.choice(choice) for choice in self.papers.choices]
        demands = list(self._demands(self.programme.requirements, answers, drawn))
        needed = list(dict.fromkeys(paper for each in demands for paper in each.papers))
        forgotten = self._forgotten(rng, fate.lacks, demands)
        left_out = {p for each in demands if each.item in forgotten for p in each.papers}
        sent = [item for item in needed if item not in left_out]
        flaw = self._flaw(rng, sent) if fate.reviewed.flaw else None
        asked = (*forgotten, *((flaw.requirement,) if flaw else ()))
        comes = asked[:1] if fate.still_incomplete else asked
        return Bundle(
            papers=tuple(self._paper(item, serial, "A") for item in sent),
            lacking=forgotten,
            flaw=flaw,
            supplement=tuple(self._paper(item, serial, "B") for item in comes),
        )

    def _demands(
        self,
        requirements: Sequence[Requirement],
        answers: Mapping[str, Answer],
        drawn: Sequence[Sequence[str]],
    ) -> Iterator[_Demand]:
        for requirement in requirements:
            match requirement:
                case MaterialLeaf(material=item):
                    yield _Demand(item, (item,))
                case AnswerLeaf():
                    pass
                case When(when=case):
                    if holds(case.condition, answers) is True:
                        yield from self._demands((case.then,), answers, drawn)
                case AllOf(all_of=parts):
                    yield from self._demands(parts, answers, drawn)
                case AnyOf(any_of=parts):
                    yield from self._choice(requirement, parts, 1, answers, drawn)
                case NOf(n_of=Some(n=n, of=parts)):
                    yield from self._choice(requirement, parts, n, answers, drawn)

    def _choice(
        self,
        requirement: Requirement,
        parts: Sequence[Requirement],
        n: int,
        answers: Mapping[str, Answer],
        drawn: Sequence[Sequence[str]],
    ) -> Iterator[_Demand]:
        """What is drawn for a choice, else its first alternatives."""
        ours = list(items(requirement))
        for chosen in drawn:
            if set(chosen) <= set(ours):
                yield _Demand(ours[0], tuple(chosen))
                return
        yield from self._demands(parts[:n], answers, drawn)

    def _forgotten(
        self, rng: Random, lacks: Lacks | None, demands: Sequence[_Demand]
    ) -> tuple[str, ...]:
        if lacks is None:
            return ()
        can_be = self._forgettable(demands)
        more = lacks.one_more_percent
        how_many = lacks.items + (more is not None and rng.random() < more / 100)
        chosen: set[str] = set()
        while len(chosen) < min(how_many, len(can_be)):
            chosen.update(rng.choices(list(can_be), list(can_be.values())))
        return tuple(sorted(chosen))

    def _forgettable(self, demands: Sequence[_Demand]) -> dict[str, int]:
        """Items that would be found missing, each with its weight.

        Not a choice that another paper meets: a licence that is asked for anyway also proves the
        market.
        """
        found: dict[str, int] = {}
        for material in self.papers.materials:
            for demand in demands:
                if material.forgotten and demand.item == material.id:
                    others = {p for each in demands if each is not demand for p in each.papers}
                    if not others & self._alternatives.get(demand.item, set()):
                        found[material.id] = material.forgotten
        return found

    @cached_property
    def _alternatives(self) -> dict[str, set[str]]:
        """By the first item of each choice, all items that meet it."""
        return {
            next(items(choice)): set(items(choice))
            for choice in _choices(self.programme.requirements)
        }

    def _flaw(self, rng: Random, sent: Sequence[str]) -> Flaw | None:
        flaws = [Flaw(f.material, f.reason) for f in self.papers.flaws if f.material in sent]
        return rng.choice(flaws) if flaws else None

    def _paper(self, requirement: str, serial: int, edition: str) -> Paper:
        material = self._materials[requirement]
        title = material.title or self._names[requirement]
        pages = material.pages[serial % len(material.pages)]
        return Paper(requirement, title, f"{serial:05d}-{edition}", pages)

    @cached_property
    def _materials(self) -> dict[str, Material]:
        described = {material.id: material for material in self.papers.materials}
        return {m.id: described.get(m.id, Material(id=m.id)) for m in self.programme.materials}

    @cached_property
    def _names(self) -> dict[str, Bilingual]:
        return {material.id: material.name for material in self.programme.materials}


def _choices(requirements: Sequence[Requirement]) -> Iterator[Requirement]:
    for requirement in requirements:
        match requirement:
            case AnyOf() | NOf():
                yield requirement
            case AllOf(all_of=parts):
                yield from _choices(parts)
            case When(when=case):
                yield from _choices((case.then,))
