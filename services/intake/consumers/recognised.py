"""The announcement recognised an application."""

from services.intake.consumers.news_of import news_of
from services.intake.domain.application import Application
from services.intake.domain.hearing import recognise
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.outcomes import Recognised
from shared.messaging.incoming import Incoming


def recognised(incoming: Incoming[Recognised]) -> News:
    """Shows the result, from the announcement on."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "recognised",
        "reviewer",
        zh=f"结果已公布：获得认定（名单第{event.entry}号）。",
        en=f"Announced: recognised, as entry {event.entry} of the list.",
    )

    def change(application: Application) -> Application:
        return recognise(application, event.at, recognised=True)

    return news_of(incoming, lambda _: item, change)
