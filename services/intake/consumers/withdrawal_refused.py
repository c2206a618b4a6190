"""Review refuses a withdrawal: the list was announced before it came."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.events import reinstated
from services.intake.domain.hearing import refuse_withdrawal
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.applications import ApplicationReinstated
from shared.contracts.reviews import WithdrawalRefused
from shared.messaging.incoming import Incoming


def withdrawal_refused(incoming: Incoming[WithdrawalRefused]) -> News:
    """Puts the application back to where it was."""
    at = incoming.event.at

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            at,
            "withdrawal_refused",
            formal_reviewer(application.path),
            zh="结果已先行公布，撤回未获接受。",
            en="The result had been announced already, so the withdrawal was not accepted.",
        )

    def event(application: Application) -> ApplicationReinstated:
        return reinstated(application, at)

    return news_of_review(incoming, item, refuse_withdrawal, event)
