"""A file that an enterprise handed in for one requirement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

ENDINGS = {"jpeg": (".jpg", ".jpeg", ".jpe", ".jfif")}
"""Those of kinds that have several; the others are called as their kind."""


@dataclass(frozen=True, slots=True)
class Material:
    """What was received; `kind` is the type by content, `size` in bytes, `file` where it is kept.

    `pages` is None for kinds that have none.
    """

    id: str
    requirement: str
    filename: str
    kind: str
    pages: int | None
    size: int
    sha256: str
    file: str
    received_at: datetime

    @property
    def download_name(self) -> str:
        """Its name, with the ending of what it is: a program of the reader goes by the ending."""
        if self.filename.casefold().endswith(_endings(self.kind)):
            return self.filename
        return f"{self.filename}{ending(self.kind)}"


def ending(kind: str) -> str:
    """The usual ending of the name of a file of this kind, with its point."""
    return _endings(kind)[0]


def _endings(kind: str) -> tuple[str, ...]:
    return ENDINGS.get(kind, (f".{kind}",))


def material_id(requirement: str, sha256: str) -> str:
    """The id of a file within an application: the same bytes for the same requirement are one."""
    return f"{requirement}-{sha256[:16]}"


def find_file(named: str, there: Iterable[Material]) -> Material | None:
    """The file that is named by its id or its SHA-256, if it is there."""
    said = named.casefold()
    return next((m for m in there if said in (m.id.casefold(), m.sha256)), None)
