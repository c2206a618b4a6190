"""Cases that a freezing of a list left out."""

from collections.abc import Sequence
from typing import Literal, Protocol

from shared.record import Record
from shared.values import Instant


class LeftOutRow(Record):
    """A case that a freezing left out, or that is to be taken in since it was taken back."""

    id: str
    list: str
    freezing: int
    application: str
    stage: str
    reason: str
    by: str
    at: Instant
    state: Literal["to_note", "to_take_in"]
    taken_in_at: Instant | None = None


class LeftOuts(Protocol):
    """What is still to be noted in cases that were left out."""

    async def unsettled(self, limit: int) -> Sequence[LeftOutRow]:
        """Rows that are not noted yet, those of earlier freezings first."""
        ...

    async def settle(self, rows: Sequence[LeftOutRow]) -> None:
        """Notes rows as done, unless something else is to be done with them by now."""
        ...
