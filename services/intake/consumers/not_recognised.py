"""The round ended without recognition for an application."""

from services.intake.consumers.place import place_of
from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import announce
from services.intake.domain.timeline import entry
from services.intake.usecases.hear import Hear
from shared.contracts.outcomes import NotRecognised
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def not_recognised(hear: Hear) -> Hears:
    """Shows the result, from the announcement on."""

    async def heard(incoming: Incoming[NotRecognised]) -> None:
        event = incoming.event

        def change(application: Application) -> Application:
            return announce(application, Outcome("not_recognised", event.at))

        line = entry(
            event.at,
            "not_recognised",
            "reviewer",
            zh="结果已公布：本批次未获认定。",
            en="Announced: not recognised in this round.",
        )
        await hear(event.application, **place_of(incoming), line=line, change=change)

    return hears(NotRecognised, heard)
