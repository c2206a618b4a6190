"""What a file really is: told from its content, never from its name."""

from collections.abc import Callable, Collection
from pathlib import PurePath
from typing import BinaryIO

from services.intake.domain.inspection.images import jpeg, png
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.ofd import folder_around, in_a_folder, is_ofd, ofd
from services.intake.domain.inspection.pdf import pdf
from services.intake.domain.inspection.xlsx import is_xlsx, xlsx
from services.intake.domain.inspection.zip_parts import DAMAGED
from shared.kind_of_file import (
    OLE,
    OTHER_ZIP,
    ZIP,
    is_encrypted_office,
    is_something_else,
    name_of_bytes,
    name_of_zip,
)
from shared.programmes import FileKind
from shared.values import Bilingual
from shared.zip_directory import DIRECTORY_AT_MOST, TooManyParts, opened_zip

HEAD = 2048
"""Bytes that are looked at to tell the kind."""

MARK_WITHIN = 1024
"""Bytes within which viewers look for a PDF's mark."""

MARK_SOUGHT_WITHIN = 64 * 1024
"""Bytes within which a mark that no viewer finds is looked for, to say so."""

NAMED_WITHIN = 4 * 1024 * 1024
"""Bytes within which the names of an OLE file's streams are looked for."""

CLAIMS: dict[str, FileKind] = {
    "pdf": "pdf",
    "ofd": "ofd",
    "xlsx": "xlsx",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
}
PDF = b"%PDF-"
ALL: tuple[FileKind, ...] = ("pdf", "ofd", "xlsx", "png", "jpeg")


def inspect(content: BinaryIO, filename: str, accepts: Collection[FileKind] = ALL) -> Inspected:
    """The kind and pages of a file. Raises FileRefused when it is of none of these kinds.

    One of another kind that is known is not opened: its pages are None.
    """
    content.seek(0)
    head = content.read(HEAD)
    if not head:
        raise FileRefused(
            "empty-file",
            "is empty (0 bytes). Save it again and send the new file",
            "是空文件（0 字节）。请重新保存后发送",
        )
    if (kind := _kind_by_mark(head)) is not None:
        return _OPEN[kind](content) if kind in accepts else Inspected(kind, None)
    if head.startswith(ZIP):
        return _zip(content, filename, accepts)
    if head.startswith(OLE) and is_encrypted_office(_beginning(content)):
        raise _with_password() if "xlsx" in accepts else _unknown(_SECRET, filename, accepts)
    found = name_of_bytes(head, lambda: _beginning(content))
    may_be_pdf = "pdf" in accepts and not is_something_else(head)
    if may_be_pdf and (found is None or _claim(filename, accepts) == "pdf"):
        _check_junk_before_mark(content)
    raise _unknown(found, filename, accepts)


_OPEN: dict[FileKind, Callable[[BinaryIO], Inspected]] = {"pdf": pdf, "png": png, "jpeg": jpeg}


def _kind_by_mark(head: bytes) -> FileKind | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(PDF) or (PDF in head[:MARK_WITHIN] and not is_something_else(head)):
        return "pdf"
    return None


def _zip(content: BinaryIO, filename: str, accepts: Collection[FileKind]) -> Inspected:
    found = OTHER_ZIP
    try:
        with opened_zip(content) as archive:
            if is_ofd(archive):
                return ofd(archive) if "ofd" in accepts else Inspected("ofd", None)
            if is_xlsx(archive):
                return xlsx(archive) if "xlsx" in accepts else Inspected("xlsx", None)
            if "ofd" in accepts and (folder := folder_around(archive)) is not None:
                raise in_a_folder(folder)
            found = name_of_zip(archive)
    except TooManyParts as error:
        most = DIRECTORY_AT_MOST // 2**20
        raise FileRefused(
            "file-too-complex",
            f"has so many parts that their list alone is longer than {most} MiB. Export it again, "
            "in several files if it is very large",
            f"所含部件过多，仅目录就超过 {most} MiB。请重新导出，过大的请分成几份",
        ) from error
    except DAMAGED as error:
        if _claim(filename, accepts) in ("ofd", "xlsx"):
            raise FileRefused(
                "unreadable-file",
                "is damaged and cannot be opened. Export it again and send the new file",
                "已损坏，无法打开。请重新导出后发送",
            ) from error
    raise _unknown(found, filename, accepts)


def _beginning(content: BinaryIO) -> bytes:
    content.seek(0)
    return content.read(NAMED_WITHIN)


def _check_junk_before_mark(content: BinaryIO) -> None:
    """Raises FileRefused when a PDF's mark stands further in than any viewer looks for it."""
    content.seek(0)
    junk = content.read(MARK_SOUGHT_WITHIN).find(PDF)
    if junk > 0:
        raise FileRefused(
            "unreadable-file",
            f"is a PDF behind {junk} bytes that do not belong to it; viewers look for its "
            f"beginning within {MARK_WITHIN}. Export it again and send the new file",
            f"是 PDF，但前面有 {junk} 字节不属于它的内容；阅读器只在前 {MARK_WITHIN} 字节内查找文件"
            "开头。请重新导出后发送",
        )


_SECRET = Bilingual(
    zh="设有密码的 Office 文件", en="an Office file that is protected with a password"
)


def _with_password() -> FileRefused:
    return FileRefused(
        "encrypted-file",
        f"is {_SECRET.en}. Remove the protection and send it again",
        f"是{_SECRET.zh}。请取消密码后重新发送",
    )


def _unknown(found: Bilingual | None, filename: str, accepts: Collection[FileKind]) -> FileRefused:
    claim = _claim(filename, accepts)
    if claim and found:
        return FileRefused(
            "disguised-file",
            f"is called {claim.upper()}, but its content is: {found.en}. Send a real "
            f"{claim.upper()} file",
            f"按文件名是 {claim.upper()}，但内容为：{found.zh}。请发送真正的 {claim.upper()} 文件",
        )
    if claim:
        return FileRefused(
            "unreadable-file",
            f"is called {claim.upper()}, but cannot be opened as one. Export it again and send the "
            "new file",
            f"按文件名是 {claim.upper()}，但无法按此打开。请重新导出后发送",
        )
    what = f"a file of this kind: {found.en}" if found else "of a kind that is not known here"
    return FileRefused(
        "unsupported-file",
        f"is {what}. Send {_any_of(accepts)}",
        f"不是可接收的文件{f'（{found.zh}）' if found else ''}。请发送 {_any_of_zh(accepts)}",
    )


def _any_of(accepts: Collection[FileKind]) -> str:
    """`a PDF, OFD or PNG file`, in the order in which they are written everywhere."""
    *most, last = [kind.upper() for kind in ALL if kind in accepts]
    names = f"{', '.join(most)} or {last}" if most else last
    return f"{'an' if names[0] in 'OX' else 'a'} {names} file"


def _any_of_zh(accepts: Collection[FileKind]) -> str:
    return f"{'、'.join(kind.upper() for kind in ALL if kind in accepts)} 文件"


def _claim(filename: str, accepts: Collection[FileKind]) -> FileKind | None:
    """The kind that a name ends like, if it is accepted."""
    claim = CLAIMS.get(PurePath(filename).suffix.lower().removeprefix("."))
    return claim if claim in accepts else None
