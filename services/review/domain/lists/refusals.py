"""What a list refuses, and what to do about it."""

from datetime import datetime

from shared.calendar import BEIJING
from shared.errors import Rejected
from shared.values import Bilingual


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
    """A list can only be frozen when every recommended case is decided."""

    def __init__(self, undecided: int) -> None:
        super().__init__(
            f"{undecided} recommended application(s) are not decided yet. Decide them first.",
            code="undecided-left",
        )


class NothingRecognised(Rejected):
    """There is no case to list."""

    def __init__(self) -> None:
        super().__init__("No decided application is to be recognised.", code="nothing-recognised")


class ListFrozen(Rejected):
    """The round's list exists, so nothing can be added to the round."""

    def __init__(self, list_id: str) -> None:
        super().__init__(f"The round's list {list_id} is frozen already.", code="list-frozen")
