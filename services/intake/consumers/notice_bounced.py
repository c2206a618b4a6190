"""A channel refused a notice for good."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.news_of import news_of
from services.intake.consumers.notices import named
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.notices import NoticeBounced
from shared.messaging.incoming import Incoming


def notice_bounced(incoming: Incoming[NoticeBounced]) -> News:
    """Notes the bounce; the address is masked."""
    event = incoming.event
    channel, notice = CHANNELS[event.channel], named(event.kind)
    item = timeline_item(
        event.at,
        "notice_bounced",
        "system",
        zh=f"{notice.zh}未能通过{channel.zh}送达（{event.to}），请核对联系方式。",
        en=f"The {notice.en} could not be delivered by {channel.en} to {event.to}. "
        "Please check your contact.",
    )
    return news_of(incoming, lambda _: item)
