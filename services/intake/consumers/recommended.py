"""The recommender put an application forward."""

from services.intake.consumers.milestones import reaching
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
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing),
    )
