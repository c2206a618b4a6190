"""What review has to know of a decision as a kind of stage."""

from datetime import datetime

from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Decision, State
from shared.programmes.path.kinds.decision import Deciding


def start(stage: Decision, programme: Programme, calendar: Calendar, since: datetime) -> Start:
    """No clock runs."""
    return Start()


def next_step(stage: Decision, state: State, way: Path) -> str | None:
    """From whom the case waits for something."""
    if state is not Deciding.WAITING:
        return None
    if stage.committee is not None:
        return "the committee votes on it in a meeting"
    if stage.joint:
        return f"each of {', '.join(stage.joint)} answers by letter"
    return f"the {stage.by}s decide"
