"""Figures as they were when a list was frozen, noticed, announced or corrected, kept for ever.

A snapshot is a function of what happened, not of when it was heard. It has the milestones that
were reached by the end of the day in Beijing on which the list came to its moment; but of stages
that can only come after that moment none, so that what the same day brought later is not in it.
"""

from typing import Literal

from services.stats.domain.counts import Tally
from services.stats.domain.milestones import and_withdrawn
from services.stats.domain.progress import outcome
from services.stats.domain.public_record import PublicRecord, list_of
from services.stats.domain.published import Figure
from shared.programmes import Path
from shared.programmes.path import Announcement, Decision
from shared.record import Record
from shared.values import Instant

Moment = Literal["frozen", "noticed", "announced", "corrected"]


class ListMoment(Record):
    """What happened to a list, as the event of it says; `listed` are on it from then on.

    `stage` is the announcement that the list is of, the last one if it is None. `freezing` counts
    how often it was frozen, and `correction` which one of the list it is.
    """

    list: str
    programme: str
    programme_version: str
    round: str
    stage: str | None
    moment: Moment
    at: Instant
    listed: int
    freezing: int = 1
    correction: int = 0

    @property
    def id(self) -> str:
        """A list comes to each of its moments once, but it may be frozen anew, and corrected."""
        nth = self.correction or self.freezing
        return f"{self.list}:{self.moment}{f':{nth}' if nth > 1 or self.correction else ''}"

    @property
    def is_public_result(self) -> bool:
        """Whether its list was announced by then."""
        return self.moment in ("announced", "corrected")


class Snapshot(Record):
    """The figures at a moment; None until everything that they count was heard.

    `unfrozen_at` says of a freeze that it was taken back; its figures stay, and without any by
    then there will be none.
    """

    of: ListMoment
    figures: tuple[Figure, ...] | None = None
    unfrozen_at: Instant | None = None


def announcement_of(moment: ListMoment, way: Path) -> Announcement | None:
    """The announcement whose list it is; None if the path has none of this name."""
    if moment.stage is None:
        return way.final
    return next((each for each in way.of_kind(Announcement) if each.id == moment.stage), None)


def to_come(moment: ListMoment, way: Path) -> frozenset[str]:
    """The milestones that nobody can have reached at this moment."""
    announcement = announcement_of(moment, way)
    if announcement is None:
        return frozenset()
    reached = way.until(announcement) if moment.is_public_result else way.before(announcement)
    possible = {given.id for stage in reached for _, given in stage.given}
    return frozenset(given.id for given in way.milestones if given.id not in possible)


def counts_agree(moment: ListMoment, way: Path, reached: Tally, record: PublicRecord) -> bool:
    """Whether the counts of the moment are those of which its list was made.

    Before a list is frozen every case is settled that it could be made of, and each is told its
    outcome when it is announced. So at an announcement as many have succeeded as were on the list
    and nobody in the base is undecided. Before it there are as many undecided as on the list, but
    for those that have withdrawn since; where the decision is sealed each of them is decided, and
    no more than these are on the list. Every list before this one is announced.
    """
    announcement = announcement_of(moment, way)
    if announcement is None or not _lists_before(announcement, way, record):
        return False
    as_far = way.until(announcement)
    if as_far.base is None:
        return True
    split = outcome(as_far, reached)
    if moment.is_public_result:
        succeeded = as_far.success is None or split.success == moment.listed
        return succeeded and (not _names_both(announcement) or split.undecided == 0)
    most = split.undecided + split.withdrawn
    decisions = [each for each in way.before(announcement) if isinstance(each, Decision)]
    if decisions and decisions[-1].sealed:
        decided = decisions[-1].milestones.decided
        all_decided = decided is None or _staying(decided.id, reached) == split.undecided
        return all_decided and moment.listed <= most
    return split.undecided <= moment.listed <= most


def _names_both(announcement: Announcement) -> bool:
    """Whether each case gets a milestone, on the list or not."""
    given = announcement.milestones
    return given.passed is not None and given.failed is not None


def _lists_before(announcement: Announcement, way: Path, record: PublicRecord) -> bool:
    """Whether each was heard to be announced; they stand on another partition of their topic."""
    announced = [list_of(event, way) for event in record.events if event.kind == "announced"]
    before = (each for each in way.before(announcement) if isinstance(each, Announcement))
    return all(each in announced for each in before)


def _staying(milestone: str, reached: Tally) -> int:
    return reached.get(milestone, 0) - reached.get(and_withdrawn(milestone), 0)
