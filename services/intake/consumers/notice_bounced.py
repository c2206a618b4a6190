"""A channel refused a notice for good."""

from services.intake.consumers.channels import CHANNELS
from services.intake.consumers.place import place_of
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.notices import NoticeBounced
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def notice_bounced(hear: Hear) -> Hears:
    """Notes the bounce; the address is masked."""

    async def heard(incoming: Incoming[NoticeBounced]) -> None:
        event = incoming.event
        channel = CHANNELS[event.channel]
        line = entry(
            event.at,
            "notice_bounced",
            "system",
            zh=f"通知未能通过{channel.zh}送达（{event.to}），请核对联系方式。",
            en=f"The notice could not be delivered by {channel.en} to {event.to}. "
            "Please check your contact.",
        )
        await hear(event.application, **place_of(incoming), line=line)

    return hears(NoticeBounced, heard)
