"""The round ended without recognition for an application."""

from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import take_outcome
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.outcomes import NotRecognised
from shared.messaging.incoming import Incoming


def not_recognised(incoming: Incoming[NotRecognised]) -> News:
    """Shows the result, from the announcement on."""
    event = incoming.event

    def change(application: Application) -> Application:
        return take_outcome(application, Outcome("not_recognised", event.at))

    item = timeline_item(
        event.at,
        "not_recognised",
        "reviewer",
        zh="结果已公布：本批次未获认定。",
        en="Announced: not recognised in this round.",
    )
    return News(event.application, incoming.position, incoming.at, item=item, change=change)
