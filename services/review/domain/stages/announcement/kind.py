"""What review has to know of an announcement as a kind of stage."""

from datetime import datetime

from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Announcement, State
from shared.programmes.path.kinds.announcement import Announcing


def start(stage: Announcement, programme: Programme, calendar: Calendar, since: datetime) -> Start:
    """Its list goes by the clock, not the case."""
    return Start()


def next_step(stage: Announcement, state: State, way: Path) -> str | None:
    """From whom the case waits for something."""
    if state is not Announcing.WAITING:
        return None
    does = "announce" if way.notice_of(stage) is None else "publish and announce"
    return f"the {stage.by}s {does} the list"
