"""A notice went to the next channel after a bounce."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.place import place_of
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.notices import NoticeEscalated
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def notice_escalated(hear: Hear) -> Hears:
    """Notes the change of channel."""

    async def heard(incoming: Incoming[NoticeEscalated]) -> None:
        event = incoming.event
        channel = CHANNELS[event.to_channel]
        line = entry(
            event.at,
            "notice_escalated",
            "system",
            zh=f"通知已改由{channel.zh}发送。",
            en=f"The notice is now sent by {channel.en}.",
        )
        await hear(event.application, **place_of(incoming), line=line)

    return hears(NoticeEscalated, heard)
