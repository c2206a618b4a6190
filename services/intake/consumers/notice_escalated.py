"""A notice went to the next channel after a bounce."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of
from services.intake.consumers.notices import named
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.notices import NoticeEscalated
from shared.messaging.incoming import Incoming


def notice_escalated(incoming: Incoming[NoticeEscalated]) -> News:
    """Notes the change of channel."""
    event = incoming.event
    channel, notice = CHANNELS[event.to_channel], named(event.kind)
    item = timeline_item(
        event.at,
        "notice_escalated",
        "system",
        zh=f"{notice.zh}已改由{channel.zh}发送。",
        en=f"The {notice.en} is now sent by {channel.en}.",
    )
    return news_of(incoming, lambda _: item)
