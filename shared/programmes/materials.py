"""The materials a programme asks for, with the files it accepts for each."""

from typing import Literal

from pydantic import Field

from shared.programmes.reasons import FILE_FAULTS
from shared.programmes.strict import Bilingual, ItemId, Strict

FileKind = Literal["pdf", "ofd", "xlsx", "png", "jpeg"]


class Material(Strict):
    """One line of the checklist; `max_mb` is per file, in units of 1 048 576 bytes."""

    id: ItemId
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    accepts: tuple[FileKind, ...] = Field(min_length=1)
    max_mb: int = Field(ge=1, le=200)
    max_files: int = Field(ge=1, le=50)

    @property
    def faults(self) -> tuple[str, ...]:
        """The ids of the machine's reasons that can be true of a file."""
        return ("not_provided", *FILE_FAULTS)

    @property
    def max_bytes(self) -> int:
        """The largest file accepted, in bytes."""
        return self.max_mb * 1_048_576
