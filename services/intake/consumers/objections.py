"""What becomes of objections to an application on a list."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import be_objected, change_objection
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import (
    AnswerDue,
    ObjectionAnswered,
    ObjectionDismissed,
    ObjectionServed,
)
from shared.messaging.incoming import Incoming


def objection_served(incoming: Incoming[ObjectionServed]) -> News:
    """Notes what is objected, and never by whom."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "objection_served",
            application.path.stage(event.stage).by,
            zh=f"公示名单第{event.entry}号有异议，现予送达，您可以答辩：{event.facts}",
            en=f"An objection to entry {event.entry} of the list is served on you, and you may "
            f"answer it: {event.facts}",
        )

    def change(application: Application) -> Application:
        return be_objected(application, event.stage, event.entry, event.objection)

    return news_of_review(incoming, item, change)


def answer_due(incoming: Incoming[AnswerDue]) -> News:
    """Notes by when the answer is due, or that no time runs."""
    event, explanation = incoming.event, incoming.event.explanation
    zh = f"异议未能通过{CHANNELS[event.channel].zh}送达，答辩期限停止计算。"
    en = f"The objection was not delivered by {CHANNELS[event.channel].en}; no time runs."
    if explanation is not None:
        zh = f"异议已送达，答辩期限开始计算：{explanation.zh}"
        en = f"The objection was delivered and the time to answer runs: {explanation.en}"
    item = timeline_item(event.at, "answer_due", "system", zh=zh, en=en)
    runs = {"due_at": event.due_at, "due_explanation": explanation}

    def change(application: Application) -> Application:
        return change_objection(application, event.objection, **runs)

    return news_of_review(incoming, lambda _: item, change)


def objection_answered(incoming: Incoming[ObjectionAnswered]) -> News:
    """Notes that the answer was received."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "objection_answered",
        "enterprise",
        zh=f"您对名单第{event.entry}号异议的答辩已收到。",
        en=f"Your answer to the objection to entry {event.entry} was received.",
    )

    def change(application: Application) -> Application:
        return change_objection(application, event.objection, answered=True)

    return news_of_review(incoming, lambda _: item, change)


def objection_dismissed(incoming: Incoming[ObjectionDismissed]) -> News:
    """Notes that the application stays on its list, with the reason of the catalogue."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "objection_dismissed",
            application.path.stage(event.stage).by,
            zh=f"异议不成立，第{event.entry}号仍在名单之列，理由：{event.reason_text.zh}",
            en=f"The objection was dismissed, and entry {event.entry} stays on the list: "
            f"{event.reason_text.en}",
        )

    def change(application: Application) -> Application:
        return change_objection(application, event.objection, dismissed=True)

    return news_of_review(incoming, item, change)
