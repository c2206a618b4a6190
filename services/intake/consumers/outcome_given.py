"""The announcement of a list gave an application its outcome."""

from services.intake.consumers.news_of import news_of
from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import pass_list, take_outcome
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.outcomes import OutcomeGiven
from shared.messaging.incoming import Incoming


def outcome_given(incoming: Incoming[OutcomeGiven]) -> News:
    """Shows the result, from the announcement on; one that is not final opens the next stage."""
    event, outcome = incoming.event, incoming.event.outcome_name

    def item(application: Application) -> TimelineItem:
        stage, listed = application.path.stage(event.stage), event.listed
        zh, en = f"{stage.name.zh}：{outcome.zh}", f"{stage.name.en}: {outcome.en}"
        if listed is None:
            return timeline_item(event.at, "not_listed", stage.by, zh=f"{zh}。", en=f"{en}.")
        zh, en = f"{zh}（名单第{listed.entry}号）。", f"{en}, as entry {listed.entry} of the list."
        return timeline_item(event.at, "listed", stage.by, zh=zh, en=en)

    def change(application: Application) -> Application:
        if event.final:
            return take_outcome(application, Outcome(event.outcome, event.at))
        return pass_list(application, event.stage, event.at)

    return news_of(incoming, item, change)
