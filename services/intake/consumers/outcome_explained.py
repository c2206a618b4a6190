"""What an announcement made of an application, with reason and opinion."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import OutcomeExplained
from shared.messaging.incoming import Incoming


def outcome_explained(incoming: Incoming[OutcomeExplained]) -> News:
    """Notes them; the outcome itself is noted as everybody hears it."""
    event = incoming.event
    reason, opinion = event.reason_text, event.opinion
    zh = [f"理由：{reason.zh}"] if reason else []
    en = [f"The reason: {reason.en}"] if reason else []
    if opinion:
        zh, en = [*zh, f"评审意见：{opinion}"], [*en, f"The opinion: {opinion}"]

    def item(application: Application) -> TimelineItem | None:
        if not zh:
            return None
        return timeline_item(
            event.at,
            "outcome_explained",
            application.path.stage(event.stage).by,
            zh="　".join(zh),
            en=" ".join(en),
        )

    return news_of_review(incoming, item)
