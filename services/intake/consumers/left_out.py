"""A list was frozen without an application, or that was taken back."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import be_left_out, be_taken_in
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import LeftOutOfList, TakenInForList
from shared.messaging.incoming import Incoming


def left_out(incoming: Incoming[LeftOutOfList]) -> News:
    """Notes that the list does without it, with what the office wrote."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "left_out",
            application.path.stage(event.stage).by,
            zh=f"本批次名单已经确定，未等待本申报办结，本申报不列入该名单。理由：{event.reason}",
            en="The list of this round was drawn up without waiting for this application, which "
            f"will not be on it. Reason: {event.reason}",
        )

    return news_of_review(incoming, item, be_left_out)


def taken_in(incoming: Incoming[TakenInForList]) -> News:
    """Notes that it goes on as before."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "taken_in",
            application.path.stage(event.stage).by,
            zh="原名单已撤销，本申报继续办理，仍可列入名单。",
            en="That list was taken back: this application goes on as before and may come on to "
            "the list.",
        )

    return news_of_review(incoming, item, be_taken_in)
