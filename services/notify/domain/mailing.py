"""Which notices go by mail."""

from services.notify.domain.kinds import OfAnyKind, Receipt
from shared.programmes import Programme


def is_mailed(content: OfAnyKind, programme: Programme) -> bool:
    """Whether it goes by mail: a receipt if its programme has that, everything else always."""
    return not isinstance(content, Receipt) or content.kind in programme.mailed
