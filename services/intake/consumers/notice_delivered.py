"""A notice arrived."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.place import place_of
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.notices import NoticeDelivered
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def notice_delivered(hear: Hear) -> Hears:
    """Notes the delivery; the address is masked."""

    async def heard(incoming: Incoming[NoticeDelivered]) -> None:
        event = incoming.event
        channel = CHANNELS[event.channel]
        line = entry(
            event.at,
            "notice_delivered",
            "system",
            zh=f"通知已通过{channel.zh}送达（{event.to}）。",
            en=f"The notice was delivered by {channel.en} to {event.to}.",
        )
        await hear(event.application, **place_of(incoming), line=line)

    return hears(NoticeDelivered, heard)
