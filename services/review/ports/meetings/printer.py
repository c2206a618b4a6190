"""Prints documents."""

from datetime import datetime
from typing import Protocol

from shared.pdf.document import Document


class Printer(Protocol):
    """Makes PDF documents."""

    async def __call__(self, document: Document, *, at: datetime) -> bytes:
        """The document as made at `at`; the same bytes for the same document and instant.

        Raises Rejected when it can't be made as it is, Unavailable when it can't be made now.
        """
        ...
