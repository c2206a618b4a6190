"""What enterprises are called now."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from shared.values import Bilingual


class Enterprises(Protocol):
    """The newest name of each enterprise."""

    async def rename(self, uscc: str, name: Bilingual, *, seq: int) -> None:
        """Keeps the name unless a newer one is known; `seq` is its position in the stream."""
        ...

    async def names(self, applications: Sequence[str]) -> Mapping[str, Bilingual]:
        """By application what its enterprise is called now, where that is known."""
        ...
