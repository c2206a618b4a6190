"""An officer delivered a notice by other means than mail and inbox."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of
from services.intake.consumers.notices import named
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.notices import NoticeServed
from shared.messaging.incoming import Incoming


def notice_served(incoming: Incoming[NoticeServed]) -> News:
    """Notes the delivery, as of when it counts."""
    event = incoming.event
    channel, notice = CHANNELS[event.channel], named(event.kind)
    item = timeline_item(
        event.at,
        "notice_served",
        event.role,
        zh=f"{notice.zh}已通过{channel.zh}送达。",
        en=f"The {notice.en} was delivered by {channel.en}.",
    )
    return news_of(incoming, lambda _: item)
