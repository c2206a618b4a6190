"""What a notice of `MaterialsMissing` says, and about which application."""

from services.notify.domain.application import Application
from services.notify.domain.kinds import MissingMaterials
from services.notify.domain.missing import Missing
from shared.contracts.reviews import MaterialsMissing


def application_of(event: MaterialsMissing) -> Application:
    """The application that something is missing from."""
    return Application(
        id=event.application,
        number=event.number,
        programme=event.standing.programme,
        round=event.standing.round,
        uscc=event.uscc,
        enterprise=event.enterprise,
        product=event.product,
        programme_name=event.programme_name,
    )


def content_of(event: MaterialsMissing) -> MissingMaterials:
    """Everything that is missing, and how long there is to send it."""
    return MissingMaterials(
        supplement_round=event.supplement_round,
        missing=Missing(items=event.items, demands=event.demands),
        terms=event.terms,
    )
