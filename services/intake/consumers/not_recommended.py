"""Nobody has put an application forward in time."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import ApplicationNotRecommended
from shared.messaging.incoming import Incoming


def not_recommended(incoming: Incoming[ApplicationNotRecommended]) -> News:
    """Notes that it does not go on."""
    event, name = incoming.event, incoming.event.stage_name
    item = timeline_item(
        event.at,
        "not_recommended",
        "recommender",
        zh=f"{name.zh}：截止时未获推荐，不再进入后续环节。",
        en=f"{name.en}: nobody had recommended it in time, so that it does not go on.",
    )
    return news_of_review(incoming, lambda _: item)
