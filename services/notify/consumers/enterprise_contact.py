"""Hears where an enterprise can be reached."""

from datetime import UTC, datetime

from services.notify.domain.contact import Contact
from services.notify.usecases.remember_contact import RememberContact
from shared.clock import Clock
from shared.contracts.enterprises import EnterpriseRegistered
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler


def hears_enterprise_contact(remember: RememberContact, clock: Clock) -> Handler:
    """Lets the use case hear `EnterpriseRegistered` and `EnterpriseChanged`."""

    async def heard(incoming: Incoming[EnterpriseRegistered]) -> None:
        event = incoming.event
        contact = Contact(
            uscc=event.uscc, name=event.name, language=event.language, email=event.email
        )
        await remember(contact, seq=incoming.seq, at=clock.now(), real=datetime.now(UTC))

    return heard
