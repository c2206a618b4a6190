"""An objection that was upheld has taken an application off its list."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import be_removed
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import RemovedFromList
from shared.messaging.incoming import Incoming


def removed_from_list(incoming: Incoming[RemovedFromList]) -> News:
    """Notes that, with the reason of the catalogue."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "removed_from_list",
            application.path.stage(event.stage).by,
            zh=f"异议成立，已从公示名单（第{event.entry}号）中移除，理由：{event.reason_text.zh}",
            en=f"An objection was upheld, and entry {event.entry} was taken off the list under "
            f"public notice: {event.reason_text.en}",
        )

    def change(application: Application) -> Application:
        return be_removed(application, event.stage, event.entry)

    return news_of_review(incoming, item, change)
