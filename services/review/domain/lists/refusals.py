"""What a list refuses, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from services.review.domain.phrases import in_words, stands, that_stands
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected
from shared.programmes import Place
from shared.programmes.path import Announcement, Decision
from shared.values import Bilingual


class StageRequired(Rejected):
    """The path has several announcements, so that the one whose list is meant must be named."""

    def __init__(self, programme: str, stages: Sequence[Announcement]) -> None:
        ids = ", ".join(stage.id for stage in stages)
        super().__init__(
            f"{programme} announces several lists, those of: {ids}. Name the one that you mean, "
            "as in `?stage=`.",
            (FieldError("stage", f"is missing; must be one of: {ids}"),),
            code="stage-required",
        )


class UnknownStage(Rejected):
    """There is no such announcement in the path."""

    def __init__(self, programme: str, stage: str, stages: Sequence[Announcement]) -> None:
        ids = ", ".join(stage.id for stage in stages)
        super().__init__(
            f"{programme} announces no list of {stage}.",
            (FieldError("stage", f"must be one of: {ids}"),),
            code="unknown-stage",
        )


class NoNotice(Rejected):
    """The path has no public notice before this announcement."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is announced without a public notice, so none is opened and "
            "nothing can be objected to it.",
            code="no-notice",
        )


class NotNoticed(Rejected):
    """The list is frozen and not under public notice yet."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is not under public notice yet; open the notice first.",
            code="not-noticed",
        )


class NoticeRunning(Rejected):
    """The notice was opened before."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is under public notice already.", code="notice-running"
        )


class NoticeNotOver(Rejected):
    """The notice period is not over, or objections of its last moments may be on their way."""

    def __init__(self, list_id: str, over_at: datetime) -> None:
        over = over_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        super().__init__(
            f"The list {list_id} can be announced from {over} Beijing time: until then it is under "
            "public notice, or objections that arrived in time are still being recorded.",
            code="notice-running",
        )


class ObjectionOpen(Rejected):
    """Objections wait for a decision."""

    def __init__(self, list_id: str, count: int) -> None:
        super().__init__(
            f"{count} objection(s) to the list {list_id} wait for a decision. Decide them first.",
            code="objection-open",
        )


class AlreadyAnnounced(Rejected):
    """The list is announced, and final."""

    def __init__(self, list_id: str) -> None:
        super().__init__(
            f"The list {list_id} is announced and can't be changed any more.",
            code="already-announced",
        )


class ObjectionLate(Rejected):
    """The notice period was over when the objection arrived."""

    def __init__(self, objection: str, closes_at: datetime | None) -> None:
        end = (
            f" at {closes_at.astimezone(BEIJING):%Y-%m-%d %H:%M} Beijing time" if closes_at else ""
        )
        super().__init__(
            f"The notice period ended{end}. What you wrote was recorded as the report "
            f"{objection}; it does not hold up the announcement.",
            code="objection-late",
        )


class TooManyObjections(Rejected):
    """So many are there already that no more can be taken in this way."""

    def __init__(self, no: int, office: Bilingual) -> None:
        super().__init__(
            f"Nothing was recorded: there are too many objections already for another one to "
            f"entry {no} to be taken here. Bring yours to {office.zh} ({office.en}).",
            code="too-many-objections",
        )


class ObjectionDecidedAlready(Rejected):
    """The objection was decided before, or is a late report that has no decision."""

    def __init__(self, objection: str, state: str) -> None:
        super().__init__(
            f"The objection {objection} is {state}; only an open one can be decided.",
            code="objection-closed",
        )


class EntryRemoved(Rejected):
    """The entry does not count any more."""

    def __init__(self, no: int) -> None:
        super().__init__(f"Entry {no} was removed from the list already.", code="entry-removed")


class UndecidedLeft(Rejected):
    """A list can only be frozen when no case can come on to it any more."""

    def __init__(self, count: int, places: Sequence[Place]) -> None:
        if len(places) == 1 and isinstance(places[0].stage, Decision):
            text = f"{count} {that_stands(places[0], 'application(s)')} are not decided yet. "
            text += "Decide them first."
        else:
            where = " or ".join(stands(place) for place in places)
            text = f"{count} application(s) are still {where}. Conclude these stages first."
        super().__init__(text, code="undecided-left")


class NothingListed(Rejected):
    """There is no case to list."""

    def __init__(self, waiting: Place, stage: Announcement) -> None:
        passed = stage.milestones.passed
        becomes = "listed" if passed is None else in_words(passed.name)
        # The words of a recognition: the code is older than lists of other kinds.
        super().__init__(
            f"No {that_stands(waiting, 'application')} is to be {becomes}.",
            code="nothing-recognised",
        )


class ListFrozen(Rejected):
    """The round's list exists, so nothing can be added to the round."""

    def __init__(self, list_id: str) -> None:
        super().__init__(f"The round's list {list_id} is frozen already.", code="list-frozen")
