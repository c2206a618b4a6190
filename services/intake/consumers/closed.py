"""Review closed the case of a withdrawn application."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import CaseClosed
from shared.messaging.incoming import Incoming


def closed(incoming: Incoming[CaseClosed]) -> News:
    """Notes that nothing more will happen."""

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            incoming.event.at,
            "closed",
            formal_reviewer(application.path),
            zh="申报已撤回，案件办结。",
            en="The application is withdrawn and the case closed.",
        )

    return news_of_review(incoming, item)
