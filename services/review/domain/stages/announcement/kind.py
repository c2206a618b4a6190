"""What review has to know of an announcement as a kind of stage."""

from datetime import datetime

from services.review.domain.phrases import who
from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Announcement, State
from shared.programmes.path.kinds.announcement import Announcing
from shared.values import Bilingual


def start(
    stage: Announcement, programme: Programme, calendar: Calendar, round_id: str, since: datetime
) -> Start:
    """Its list goes by the clock, not the case."""
    return Start()


def next_step(stage: Announcement, state: State, way: Path) -> Bilingual | None:
    """From whom the case waits for something."""
    if state is not Announcing.WAITING:
        return None
    plain = way.notice_of(stage) is None
    does, zh = ("announce", "公布名单") if plain else ("publish and announce", "公示并公布名单")
    return Bilingual(zh=f"{who(stage.by).zh}{zh}", en=f"the {stage.by}s {does} the list")
