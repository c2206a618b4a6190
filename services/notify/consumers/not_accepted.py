"""What a notice of `ApplicationNotAccepted` says, and about which application."""

from services.notify.domain.application import Application
from services.notify.domain.kinds import NonAcceptance, NotAccepted
from services.notify.domain.missing import Missing
from shared.contracts.base import Addressee
from shared.contracts.reviews import ApplicationNotAccepted


def application_of(event: ApplicationNotAccepted, addressee: Addressee) -> Application:
    """The application that was not accepted."""
    return Application(
        id=event.application,
        number=event.number,
        programme=event.standing.programme,
        round=event.standing.round,
        uscc=addressee.uscc,
        enterprise=addressee.enterprise,
        product=addressee.product,
        programme_name=addressee.programme_name,
    )


def content_of(event: ApplicationNotAccepted) -> NotAccepted:
    """Why it was not accepted, and what was missing then."""
    return NotAccepted(
        non_acceptance=NonAcceptance(
            reason=event.reason,
            reason_text=event.reason_text,
            rule_version=event.rule_version,
            missed=event.missed,
            office=event.office,
            apply_until=event.apply_until,
        ),
        missing=Missing(items=event.items, demands=event.demands),
    )
