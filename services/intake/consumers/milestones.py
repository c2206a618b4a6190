"""What review has reached, as its news tells it."""

from services.intake.domain.application import Application
from services.intake.domain.hearing import see_review
from services.intake.domain.news import Change, no_change
from shared.contracts.base import Standing


def reaching(seq: int, standing: Standing, change: Change = no_change) -> Change:
    """The change that also takes over the milestones, as of this place in review's stream."""

    def seen(application: Application) -> Application:
        return see_review(change(application), seq, standing.milestones)

    return seen
