"""Applicants before they are made up: what is settled about them, and what they apply with."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from deploy.replay.cast.model import Answer, Held
from deploy.replay.scenario.counts import RoundSize, apportion
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.people import Group


@dataclass
class Lot:
    """One application of a group: its fate, and the parts of it that are exact."""

    fate: Fate
    group: str
    category: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)


@dataclass
class Applicant:
    """An enterprise with its lots; district and industry are drawn where they are not exact."""

    lots: list[Lot]
    district: str | None = None
    industry: str | None = None
    holdings: list[Held] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)


def lots_of(replay: Replay, group: Group, size: RoundSize) -> Iterator[Lot]:
    """The applications of a group, fate by fate."""
    fates = replay.fates
    for id_, times in apportion(size.of(group.applications), group.fates).items():
        for _ in range(times):
            yield Lot(fates[id_], group.id)
