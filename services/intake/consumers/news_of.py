"""Events of other services as news of an application."""

from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.hearing import see_review
from services.intake.domain.news import Change, EventOf, ItemOf, News, no_change
from shared.messaging.incoming import Incoming


def news_of(incoming: Incoming[Any], item: ItemOf, change: Change = no_change) -> News:
    """The news that an event is."""
    event = incoming.event
    return News(event.application, incoming.position, incoming.at, item, change)


def news_of_review(
    incoming: Incoming[Any],
    item: ItemOf,
    change: Change = no_change,
    event: EventOf | None = None,
) -> News:
    """The news that an event of a case is, which also tells the milestones reached by then."""
    said = incoming.event

    def seen(application: Application) -> Application:
        return see_review(change(application), incoming.seq, said.standing.milestones)

    return News(said.application, incoming.position, incoming.at, item, seen, event)
