"""An application is on a list under public notice."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import be_listed
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import CaseListed
from shared.messaging.incoming import Incoming


def listed(incoming: Incoming[CaseListed]) -> News:
    """Notes its number on the list, and how long the notice lasts."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.opens_at,
            "under_notice",
            application.path.stage(event.stage).by,
            zh=f"已列入公示名单（第{event.entry}号）。公示期：{event.explanation.zh}",
            en=f"On the list under public notice, as entry {event.entry}. The notice: "
            f"{event.explanation.en}",
        )

    def change(application: Application) -> Application:
        return be_listed(application, event.stage, event.entry, event.closes_at, event.explanation)

    return news_of_review(incoming, item, change)
