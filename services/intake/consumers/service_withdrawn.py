"""What an officer had recorded of the service of a notice was wrong."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of
from services.intake.consumers.notices import named
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.notices import ServiceWithdrawn
from shared.messaging.incoming import Incoming


def service_withdrawn(incoming: Incoming[ServiceWithdrawn]) -> News:
    """Notes that the delivery told before does not hold."""
    event = incoming.event
    channel, notice = CHANNELS[event.channel], named(event.kind)
    item = timeline_item(
        event.at,
        "service_withdrawn",
        "system",
        zh=f"{notice.zh}通过{channel.zh}送达的登记有误，已更正；此前的送达时间不再有效。",
        en=f"That the {notice.en} was delivered by {channel.en} was recorded wrongly and is "
        "corrected; the time of delivery told before no longer holds.",
    )
    return news_of(incoming, lambda _: item)
