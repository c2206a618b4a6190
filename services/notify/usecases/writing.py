"""When a notice gets its letter."""

from services.notify.domain.contact import Contact
from services.notify.domain.notice import Notice
from services.notify.ports import Letters


def with_letter(notice: Notice, contact: Contact | None, letters: Letters) -> Notice:
    """The notice with its letter, once it is known in which language; one that has one keeps it."""
    if contact is None or notice.letter is not None:
        return notice
    return notice.written(letters.write(notice, contact.language)).addressed(contact.email)
