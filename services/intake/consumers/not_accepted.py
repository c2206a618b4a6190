"""Review ended the formal review without acceptance."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import ApplicationNotAccepted
from shared.messaging.incoming import Incoming


def not_accepted(incoming: Incoming[ApplicationNotAccepted]) -> News:
    """Notes that, with the reason of the catalogue."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "not_accepted",
            formal_reviewer(application.path),
            zh=f"不予受理：{event.reason_text.zh}",
            en=f"Not accepted: {event.reason_text.en}",
        )

    return news_of_review(incoming, item)
