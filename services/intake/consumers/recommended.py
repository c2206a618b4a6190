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
    tier = event.stage_name
    item = timeline_item(
        event.at,
        "recommended",
        "recommender",
        zh=f"推荐单位已推荐本项目{'' if tier is None else f'（{tier.zh}）'}。",
        en=f"The recommender put the application forward{'' if tier is None else f' ({tier.en})'}.",
    )

    def change(application: Application) -> Application:
        return put_forward(application, event.standing.milestones, event.at, event.stage)

    return news_of_review(incoming, lambda _: item, change)
