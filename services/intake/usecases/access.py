"""Who may see which application."""

from services.intake.domain.application import Application
from shared.errors import NotFound


def check_may_read(application: Application, owner: str | None) -> None:
    """Raises NotFound unless it belongs to `owner`; None is an office, which sees all of them."""
    if owner is not None and application.uscc != owner:
        raise NotFound("application", application.id)
