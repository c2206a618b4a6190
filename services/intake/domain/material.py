"""A file that an enterprise handed in for one requirement."""

from dataclasses import dataclass
from datetime import datetime


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


def material_id(requirement: str, sha256: str) -> str:
    """The id of a file within an application: the same bytes for the same requirement are one."""
    return f"{requirement}-{sha256[:16]}"
