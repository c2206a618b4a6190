"""The recommender put an application forward."""

from services.intake.consumers.place import place_of
from services.intake.domain.application import Application
from services.intake.domain.hearing import see_review
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.reviews import ApplicationRecommended
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def recommended(hear: Hear) -> Hears:
    """Notes the recommendation; rank and opinion stay inside."""

    async def heard(incoming: Incoming[ApplicationRecommended]) -> None:
        event = incoming.event

        def change(application: Application) -> Application:
            return see_review(application, incoming.seq, event.standing.milestones)

        line = entry(
            event.at,
            "recommended",
            "recommender",
            zh="推荐单位已推荐本项目。",
            en="The recommender put the application forward.",
        )
        await hear(event.application, **place_of(incoming), line=line, change=change)

    return hears(ApplicationRecommended, heard)
