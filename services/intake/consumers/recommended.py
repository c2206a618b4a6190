"""The recommender put an application forward."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import put_forward
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import ApplicationRecommended
from shared.messaging.incoming import Incoming


def recommended(incoming: Incoming[ApplicationRecommended]) -> News:
    """Notes the recommendation; rank and opinion stay inside."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "recommended",
        "recommender",
        zh="推荐单位已推荐本项目。",
        en="The recommender put the application forward.",
    )

    def change(application: Application) -> Application:
        return put_forward(application, event.standing.milestones, event.at)

    return news_of_review(incoming, lambda _: item, change)
