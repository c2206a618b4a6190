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
    "supplement-item-not-asked",
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


def packed_otherwise(en: str, zh: str, method: str) -> FileRefused:
    """That the parts of a file are packed as no viewer of such files knows it."""
    return FileRefused(
        "unreadable-file",
        f"is {en} whose parts are packed by {method}, which viewers don't open. Export it again "
        "and send the new file, without packing it anew",
        f"是{zh}，但内部采用 {method} 压缩，阅读器无法打开。请重新导出后直接发送，不要另行打包",
    )
