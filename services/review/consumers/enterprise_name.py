"""An enterprise registered or changed: what it is called now."""

from services.review.ports import Enterprises
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_enterprise_name(enterprises: Enterprises) -> tuple[Hears, ...]:
    """Hears of `EnterpriseRegistered` and `EnterpriseChanged`, and keeps nothing but the name."""

    async def registered(incoming: Incoming[EnterpriseRegistered]) -> None:
        event = incoming.event
        await enterprises.rename(event.uscc, event.name, seq=incoming.seq)

    async def changed(incoming: Incoming[EnterpriseChanged]) -> None:
        await registered(incoming)  # type: ignore[arg-type]

    return hears(EnterpriseRegistered, registered), hears(EnterpriseChanged, changed)
