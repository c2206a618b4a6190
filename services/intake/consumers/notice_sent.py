"""Notify handed a notice to a channel."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.place import place_of
from services.intake.domain.news import News
from services.intake.domain.timeline import entry
from shared.contracts.notices import NoticeSent
from shared.messaging.incoming import Incoming


def notice_sent(incoming: Incoming[NoticeSent]) -> News:
    """Notes the sending; the address is masked."""
    event = incoming.event
    channel = CHANNELS[event.channel]
    line = entry(
        event.at,
        "notice_sent",
        "system",
        zh=f"通知已通过{channel.zh}发出（{event.to}）。",
        en=f"A notice was sent by {channel.en} to {event.to}.",
    )
    return News(event.application, **place_of(incoming), line=line)
