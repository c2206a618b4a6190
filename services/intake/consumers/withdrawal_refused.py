"""Review refuses a withdrawal: the list was announced before it came."""

from services.intake.consumers.milestones import reaching
from services.intake.domain.events import reinstated
from services.intake.domain.hearing import refuse_withdrawal
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import WithdrawalRefused
from shared.messaging.incoming import Incoming


def withdrawal_refused(incoming: Incoming[WithdrawalRefused]) -> News:
    """Puts the application back to where it was."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "withdrawal_refused",
        "association",
        zh="结果已先行公布，撤回未获接受。",
        en="The result had been announced already, so the withdrawal was not accepted.",
    )
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing, refuse_withdrawal),
        event=lambda application: reinstated(application, event.at),
    )
