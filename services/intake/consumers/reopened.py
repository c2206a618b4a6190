"""Review takes up a case again that had expired."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import CaseReopened
from shared.messaging.incoming import Incoming


def reopened(incoming: Incoming[CaseReopened]) -> News:
    """Notes that the supplement counts after all."""

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            incoming.event.at,
            "reopened",
            formal_reviewer(application.path),
            zh="您的补正在期限内收到，案件已恢复办理。",
            en="Your supplement had arrived in time, so the case goes on.",
        )

    return news_of_review(incoming, item)
