"""Where a page of applications ended, as an opaque text."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from services.intake.domain.application import Application
from shared.errors import FieldError, Rejected


def cursor_after(application: Application) -> str:
    """The cursor of what comes after this application."""
    return cursor_at(application.created_at, application.id)


def cursor_at(at: datetime, identity: str) -> str:
    """The cursor of what comes after this instant and id."""
    return urlsafe_b64encode(f"{at.isoformat()} {identity}".encode()).decode()


def position_after(cursor: str | None) -> tuple[datetime, str] | None:
    """The position that a cursor names. Raises Rejected for a text that is none."""
    if cursor is None:
        return None
    try:
        at, identity = urlsafe_b64decode(cursor.encode()).decode().split(" ")
        instant = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Rejected(
            "The cursor is not one that was given out. Begin again without it.",
            (
                FieldError(
                    "cursor",
                    "is not the `next` of an earlier page",
                    zh="不是前一页给出的 `next`",
                ),
            ),
            code="invalid-request",
            zh="此游标不是系统给出的。请去掉游标，从第一页重新开始。",
        ) from error
    return instant, identity
