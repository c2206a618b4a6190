"""Summary sheets, and the worker that applies them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from services.review.domain.stages.recommendation.sheet import Sheet, SheetRow


class Sheets(Protocol):
    """Summary sheets and the quota slots that they take."""

    async def get(self, sheet: str) -> Sheet | None:
        """The sheet of this id."""
        ...

    async def take(
        self, sheet: Sheet, rows: Sequence[tuple[SheetRow, str]], freeze_key: str
    ) -> Sheet:
        """Saves the sheet, its rows (each with its application) and its slots at once.

        `freeze_key` is what the freeze of the list writes as well, for which the rows come.

        Raises QuotaExceeded, SheetRefused for an application that another sheet has, ListFrozen,
        and AlreadyExists for the same sheet.
        """
        ...

    async def applying(self) -> Sequence[Sheet]:
        """Sheets that have rows left to apply."""
        ...

    async def waiting_rows(self, sheet: str, limit: int) -> Sequence[tuple[SheetRow, str]]:
        """Rows that are not applied yet, each with its application."""
        ...

    async def settle(self, sheet: Sheet, *, applied: Sequence[str], dropped: Sequence[str]) -> None:
        """Notes rows, by application, as applied, or as dropped, which gives their slot back."""
        ...

    async def finish(self, sheet: str) -> None:
        """Notes that every row is settled."""
        ...

    async def release(self, application: str, tier: int) -> None:
        """Gives back the slot that an application has in a tier, withdrawn before its cut-off."""
        ...


Wake = Callable[[], None]
"""Wakes the worker that applies sheets and gives outcomes."""
