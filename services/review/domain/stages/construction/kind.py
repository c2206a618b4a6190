"""What review has to know of a construction as a kind of stage."""

from datetime import datetime

from services.review.domain.phrases import who
from services.review.domain.stages.base import Start
from services.review.domain.stages.construction.yearly import due_of
from shared.calendar import Calendar, beijing_date
from shared.programmes import Path, Programme
from shared.programmes.path import Construction, State
from shared.programmes.path.kinds.construction import Building
from shared.values import Bilingual


def start(
    stage: Construction, programme: Programme, calendar: Calendar, round_id: str, since: datetime
) -> Start:
    """The figures of this year are due in the next one; the clock reminds of them."""
    due = due_of(stage, beijing_date(since).year, calendar)
    return Start(due_at=due.due_at, expires_at=due.next_after(since))


def next_step(stage: Construction, state: State, way: Path) -> Bilingual | None:
    """From whom the case waits for something."""
    if state is not Building.BUILDING:
        return None
    return Bilingual(
        zh=f"{who(stage.by).zh}报送建设进展，完成后提交自评",
        en=f"the {stage.by} reports what it builds, and assesses itself when it is done",
    )
