"""The freeze of a list: what holds it up, who is listed, in which order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.lists.entry import Candidate, Entry, digest, numbered
from services.review.domain.lists.identity import freeze_key, named_in_events
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.refusals import NothingListed, UndecidedLeft
from services.review.domain.stages.registry import next_step_at
from shared.contracts.base import Event
from shared.contracts.lists import ListFrozen
from shared.programmes import Path, Place, Programme, Stage
from shared.programmes.path import Announcement, ApplicationStage, Recommendation
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Frozen:
    """A list with its entries, and the events that tell of it."""

    list: NumberedList
    entries: Sequence[Entry]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Freezing:
    """What the freeze of a list goes by; the store looks up what it asks for, all at one moment."""

    draft: NumberedList
    programme: Programme

    @property
    def stage(self) -> Announcement:
        """The announcement whose list it is."""
        return self.draft.stage_in(self.programme.way)

    @property
    def waiting(self) -> Place:
        """Where the cases stand that the list is made of."""
        return Place(self.stage, self.stage.first)

    @property
    def unsettled(self) -> tuple[Place, ...]:
        """Where no case may stand any more, since it could still come on to the list."""
        stages = reversed([*_held_up_by(self.programme.way, self.stage)])
        places = (Place(stage, state) for stage in stages for state in stage.reachable)
        return tuple(one for one in places if next_step_at(one, self.programme.way) is not None)

    @property
    def takes_sheets(self) -> bool:
        """Whether a summary sheet that is still being applied holds the freeze up."""
        for stage in reversed(self.programme.way.before(self.stage)):
            if isinstance(stage, Recommendation | Announcement):
                return isinstance(stage, Recommendation)
        return False

    @property
    def key(self) -> str:
        """What a summary sheet writes as well, so that one has to wait."""
        draft = self.draft
        return freeze_key(draft.programme, draft.round, self.programme.way, self.stage)

    def freeze(
        self, candidates: Sequence[Candidate], names: Mapping[str, Bilingual], unsettled: int
    ) -> Frozen:
        """The list of those that the last decision passed, under what they are called now.

        `names` is by unified social credit code. Raises UndecidedLeft and NothingListed.
        """
        if unsettled:
            raise UndecidedLeft(unsettled, self.unsettled)
        passed = [one for one in candidates if _is_listed(one, self.programme.way)]
        districts = [district.id for district in self.programme.districts]
        entries = numbered([one.called(names) for one in passed], districts)
        if not entries:
            raise NothingListed(self.waiting, self.stage)
        frozen = self.draft.model_copy(update={"entries": len(entries), "digest": digest(entries)})
        return Frozen(frozen, entries, tuple(self._events(frozen)))

    def _events(self, frozen: NumberedList) -> Iterator[Event]:
        stage = named_in_events(self.stage)
        if stage is not None:
            yield ListFrozen(
                list=frozen.id,
                programme=frozen.programme,
                programme_version=frozen.programme_version,
                round=frozen.round,
                stage=stage,
                entries=frozen.entries,
                digest=frozen.digest,
                by=frozen.frozen_by,
                at=frozen.frozen_at,
            )


def _is_listed(candidate: Candidate, way: Path) -> bool:
    return candidate.decision is not None and candidate.decision.has_passed(way)


def _held_up_by(way: Path, announcement: Announcement) -> Iterator[Stage]:
    """The stages from which a case may still come on to the list, the last one first."""
    for stage in reversed(way.before(announcement)):
        # Once the list is frozen no sheet is taken any more, so that nobody comes on from there.
        if stage.works_on == "case" and not isinstance(stage, Recommendation | ApplicationStage):
            yield stage
        # What every case goes through holds all of them; some pass by what is not for all.
        if isinstance(stage, Recommendation | Announcement) and stage.when is None:
            return
