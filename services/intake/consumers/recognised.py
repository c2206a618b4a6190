"""The announcement recognised an application."""

from services.intake.consumers.place import place_of
from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import announce
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.outcomes import Recognised
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def recognised(hear: Hear) -> Hears:
    """Shows the result, from the announcement on."""

    async def heard(incoming: Incoming[Recognised]) -> None:
        event = incoming.event

        def change(application: Application) -> Application:
            return announce(application, Outcome("recognised", event.at))

        line = entry(
            event.at,
            "recognised",
            "reviewer",
            zh=f"结果已公布：获得认定（名单第{event.entry}号）。",
            en=f"Announced: recognised, as entry {event.entry} of the list.",
        )
        await hear(event.application, **place_of(incoming), line=line, change=change)

    return hears(Recognised, heard)
