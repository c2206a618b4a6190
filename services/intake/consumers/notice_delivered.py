"""A notice arrived."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of
from services.intake.consumers.notices import named
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.notices import NoticeDelivered
from shared.messaging.incoming import Incoming


def notice_delivered(incoming: Incoming[NoticeDelivered]) -> News:
    """Notes the delivery; the address is masked."""
    event = incoming.event
    channel, notice = CHANNELS[event.channel], named(event.kind)
    item = timeline_item(
        event.at,
        "notice_delivered",
        "system",
        zh=f"{notice.zh}已通过{channel.zh}送达（{event.to}）。",
        en=f"The {notice.en} was delivered by {channel.en} to {event.to}.",
    )
    return news_of(incoming, lambda _: item)
