"""What an applicant has handed in, and what officers said about it, as the check sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.programmes.materials import FileKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """An officer's word on one item or file; a reason is needed unless it is accepted."""

    outcome: Literal["accept", "missing", "invalid"]
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.outcome == "invalid" and self.reason is None:
            raise ValueError("a verdict of invalid needs a reason from the catalogue")


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """One uploaded file: its kind by content, size in bytes, and why it was refused, if it was.

    `verdict` is an officer's word on this very file.
    """

    id: str
    filename: str
    kind: FileKind
    pages: int
    bytes: int
    sha256: str
    refused: str | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers by answer id, and the files by the id of the material they are for."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    materials: Mapping[str, Sequence[MaterialFacts]] = field(default_factory=dict)
