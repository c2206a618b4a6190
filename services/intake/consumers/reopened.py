"""Review takes up a case again that had expired."""

from services.intake.consumers.milestones import reaching
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import CaseReopened
from shared.messaging.incoming import Incoming


def reopened(incoming: Incoming[CaseReopened]) -> News:
    """Notes that the supplement counts after all."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "reopened",
        "association",
        zh="您的补正在期限内收到，案件已恢复办理。",
        en="Your supplement had arrived in time, so the case goes on.",
    )
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing),
    )
