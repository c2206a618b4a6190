"""Review says that a delivery was disproved, so that no supplement is due."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import stop_clock
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import SupplementClockStopped
from shared.messaging.incoming import Incoming


def supplement_clock_stopped(incoming: Incoming[SupplementClockStopped]) -> News:
    """Takes the due date back; a supplement may come as before."""
    event = incoming.event
    channel = CHANNELS[event.channel]
    item = timeline_item(
        event.at,
        "supplement_clock_stopped",
        "system",
        zh=f"补正通知经查未能通过{channel.zh}送达，补正期限停止计算，待重新送达后另行起算。",
        en=f"The notification turned out not to have arrived by {channel.en}: the time stops, and "
        "runs anew when it is delivered.",
    )

    def change(application: Application) -> Application:
        return stop_clock(application, event.supplement_round)

    return news_of_review(incoming, lambda _: item, change)
