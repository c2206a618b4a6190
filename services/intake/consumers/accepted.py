"""Review accepted an application."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_formal_review
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import ApplicationAccepted
from shared.messaging.incoming import Incoming


def accepted(incoming: Incoming[ApplicationAccepted]) -> News:
    """Notes that formal review is passed."""

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            incoming.event.at,
            "accepted",
            formal_reviewer(application.path),
            zh="形式审查通过，申报已受理。",
            en="Formal review is passed; the application is accepted.",
        )

    return news_of_review(incoming, item, pass_formal_review)
