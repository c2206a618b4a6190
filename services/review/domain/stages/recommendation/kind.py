"""What review has to know of a recommendation as a kind of stage."""

from datetime import datetime, timedelta

from services.review.domain.phrases import who
from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Recommendation, State
from shared.values import Bilingual

SHEETS_APPLIED_AFTER = timedelta(minutes=2)
"""Until then nobody is told that it was left out: a sheet of the last moment is being applied."""


def start(
    stage: Recommendation, programme: Programme, calendar: Calendar, round_id: str, since: datetime
) -> Start:
    """The round says until when, for all cases alike; then whoever is left out is told so."""
    recommend_by = programme.round(round_id).recommend_until(stage.id)
    return Start(expires_at=None if recommend_by is None else recommend_by + SHEETS_APPLIED_AFTER)


def next_step(stage: Recommendation, state: State, way: Path) -> Bilingual | None:
    """From whom the case waits for something."""
    return Bilingual(
        zh=f"{who(stage.by).zh}将其列入汇总表", en=f"the {stage.by} puts it on a summary sheet"
    )
