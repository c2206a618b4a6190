"""What review has to know of formal review as a kind of stage."""

from datetime import datetime

from services.review.domain.phrases import in_words, who
from services.review.domain.stages.base import Start
from shared.calendar import Calendar, count
from shared.programmes import Path, Programme
from shared.programmes.path import FormalReview, State
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.values import Bilingual


def start(
    stage: FormalReview, programme: Programme, calendar: Calendar, round_id: str, since: datetime
) -> Start:
    """The applicant has to be notified in time; else the file may count as accepted."""
    notify_by = count(programme.clocks.notify_within, since, calendar).due_at
    return Start(
        due_at=notify_by,
        expires_at=notify_by if stage.deemed_acceptance else None,
        gives=stage.milestones.opened,
    )


def next_step(stage: FormalReview, state: State, way: Path) -> Bilingual | None:
    """From whom the case waits for something."""
    match state:
        case Reviewing.REVIEWING:
            return Bilingual(
                zh=f"{who(stage.by).zh}作出“{stage.name.zh}”的结论",
                en=f"the {stage.by} concludes its {in_words(stage.name)}",
            )
        case Reviewing.AWAITING_DELIVERY:
            return Bilingual(
                zh="告知须送达申报单位", en="the notification has to reach the applicant"
            )
        case Reviewing.AWAITING_SUPPLEMENT:
            return Bilingual(zh="申报单位提交补正材料", en="the applicant sends its supplement")
        case _:
            return None
