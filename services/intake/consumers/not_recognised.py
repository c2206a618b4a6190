"""The round ended without recognition for an application."""

from services.intake.consumers.news_of import news_of
from services.intake.domain.application import Application
from services.intake.domain.hearing import recognise
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.outcomes import NotRecognised
from shared.messaging.incoming import Incoming


def not_recognised(incoming: Incoming[NotRecognised]) -> News:
    """Shows the result, from the announcement on."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "not_recognised",
        "reviewer",
        zh="结果已公布：本批次未获认定。",
        en="Announced: not recognised in this round.",
    )

    def change(application: Application) -> Application:
        return recognise(application, event.at, recognised=False)

    return news_of(incoming, lambda _: item, change)
