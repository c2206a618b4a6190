"""What review has to know of a decision as a kind of stage."""

from datetime import datetime

from services.review.domain.phrases import who
from services.review.domain.stages.base import Start
from shared.calendar import Calendar
from shared.programmes import Path, Programme
from shared.programmes.path import Decision, State
from shared.programmes.path.kinds.decision import Deciding
from shared.values import Bilingual


def start(
    stage: Decision, programme: Programme, calendar: Calendar, round_id: str, since: datetime
) -> Start:
    """No clock runs."""
    return Start()


def next_step(stage: Decision, state: State, way: Path) -> Bilingual | None:
    """From whom the case waits for something."""
    if state is not Deciding.WAITING:
        return None
    if stage.committee is not None:
        return Bilingual(zh="委员会在会议上表决", en="the committee votes on it in a meeting")
    if stage.joint:
        offices = ", ".join(stage.joint)
        return Bilingual(zh=f"{offices} 各自来函答复", en=f"each of {offices} answers by letter")
    return Bilingual(zh=f"{who(stage.by).zh}作出决定", en=f"the {stage.by}s decide")
