"""Review accepted an application."""

from services.intake.consumers.place import place_of
from services.intake.domain.application import Application
from services.intake.domain.hearing import see_review
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.reviews import ApplicationAccepted
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def accepted(hear: Hear) -> Hears:
    """Notes that formal review is passed."""

    async def heard(incoming: Incoming[ApplicationAccepted]) -> None:
        event = incoming.event

        def change(application: Application) -> Application:
            return see_review(application, incoming.seq, event.standing.milestones)

        line = entry(
            event.at,
            "accepted",
            "association",
            zh="形式审查通过，申报已受理。",
            en="Formal review is passed; the application is accepted.",
        )
        await hear(event.application, **place_of(incoming), line=line, change=change)

    return hears(ApplicationAccepted, heard)
