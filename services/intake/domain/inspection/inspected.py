"""What an inspection comes to."""

from dataclasses import dataclass
from typing import Literal

from shared.programmes import FileKind

RefusalCode = Literal[
    "empty-file",
    "file-too-large",
    "file-too-complex",
    "encrypted-file",
    "unreadable-file",
    "disguised-file",
    "unsupported-file",
    "kind-not-accepted",
    "unknown-requirement",
    "kept-already",
    "refused-before",
]


@dataclass(frozen=True, slots=True)
class Inspected:
    """The kind of a file by its content; `pages` is None for kinds without pages."""

    kind: FileKind
    pages: int | None


@dataclass
class FileRefused(Exception):
    """A file can't be taken: why, and what to do about it; in Chinese where somebody wrote it."""

    code: RefusalCode
    text: str
    zh: str
