"""What review has to know of a recommendation as a kind of stage."""

from datetime import datetime

from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Recommendation, State


def start(
    stage: Recommendation, programme: Programme, calendar: Calendar, since: datetime
) -> Start:
    """The round says until when, for all cases alike."""
    return Start()


def next_step(stage: Recommendation, state: State, way: Path) -> str | None:
    """From whom the case waits for something."""
    return f"the {stage.by} puts it on a summary sheet"
