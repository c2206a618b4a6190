"""An office took back a notification of what is missing."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.carrying import kept_in_words
from services.intake.domain.hearing import ask_no_more
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import NotificationTakenBack
from shared.messaging.incoming import Incoming


def notification_taken_back(incoming: Incoming[NotificationTakenBack]) -> News:
    """Notes that nothing is asked for by it any more, and why."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        kept = kept_in_words(application, event.supplement_round)
        if event.answered_by is not None:
            return timeline_item(
                event.at,
                "notification_taken_back",
                application.path.stage(event.stage).by,
                zh=f"您对第 {event.answered_by} 次补正通知的补正系按时到达，材料已齐全；"
                f"后一次补正通知不再要求补正，补正期限不再计算。{kept.zh}",
                en=f"Your supplement for notice {event.answered_by} of missing materials had come "
                "in time and has everything: the later notice asks for nothing any more, and no "
                f"time runs.{kept.en}",
            )
        return timeline_item(
            event.at,
            "notification_taken_back",
            application.path.stage(event.stage).by,
            zh=f"补正通知已由办理单位撤回，不再要求补正，补正期限不再计算。{kept.zh}理由：{event.reason}",
            en="The notice of missing materials was taken back: nothing is asked for by it any "
            f"more, and no time runs.{kept.en} Reason: {event.reason}",
        )

    def change(application: Application) -> Application:
        return ask_no_more(application, event.supplement_round, event.at)

    return news_of_review(incoming, item, change)
