"""Where enterprises can be reached."""

from typing import Protocol

from services.notify.domain.contact import Contact


class Contacts(Protocol):
    """Where enterprises can be reached."""

    async def get(self, uscc: str) -> Contact | None:
        """The enterprise's contact; None when it is not known yet."""
        ...

    async def remember(self, contact: Contact, *, seq: int) -> None:
        """Keeps the contact unless a newer one is known; `seq` is its position in the stream."""
        ...
