"""Review says until when the supplement is due."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import start_clock
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import SupplementClockStarted
from shared.messaging.incoming import Incoming


def supplement_clock_started(incoming: Incoming[SupplementClockStarted]) -> News:
    """Gives the round its due date, with how it was counted."""
    event = incoming.event
    item = timeline_item(
        event.delivered_at,
        "supplement_clock_started",
        "system",
        zh=f"补正通知已送达，补正期限开始计算：{event.explanation.zh}",
        en=f"The notification was delivered and the time runs: {event.explanation.en}",
    )

    def change(application: Application) -> Application:
        return start_clock(
            application,
            event.supplement_round,
            delivered_at=event.delivered_at,
            due_at=event.due_at,
            explanation=event.explanation,
        )

    return news_of_review(incoming, lambda _: item, change)
