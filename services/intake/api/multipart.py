"""Reads a multipart body as it arrives: files are hashed and spooled, none is held in memory."""

import errno
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from services.intake.domain.received_file import ReceivedFile
from shared.errors import Rejected, Unavailable
from shared.plain_text import readable

IN_MEMORY_AT_MOST = 255 * 1024
"""Bytes of a file that are held in memory; a larger one goes to a temporary file."""

TEXT_AT_MOST = 1024 * 1024
PARTS_AT_MOST = 200
ANSWERS = "answers"
"""The one part that is no file; scripts send it as one that is called blob."""

Limits = Mapping[str, int]
"""The most bytes of a file, by the name of its part; of one that nobody asks for none are kept."""


@dataclass
class Form:
    """What arrived: files, and the text of the part `answers`."""

    files: list[ReceivedFile]
    answers: str | None


@asynccontextmanager
async def received_form(request: Request, limits: Limits) -> AsyncIterator[Form]:
    """The form in this request; its files are gone afterwards.

    Raises Rejected when the request is not multipart or is cut off; Unavailable when the disk is
    full.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise Rejected(
            "Send the files as multipart/form-data, each part named by its requirement.",
            code="not-multipart",
        )
    reader = _Reader(limits)
    try:
        await reader.read(request, boundary)
        yield Form([p.file() for p in reader.parts if p.is_file and p.is_chosen], reader.answers())
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise Unavailable("there is no room on the disk for files that arrive") from error
    finally:
        for part in reader.parts:
            with suppress(OSError):  # what had no room is tried again by closing
                part.spool.close()


class _Part:
    def __init__(self, name: str, filename: str | None, limit: int) -> None:
        self.name = name
        self.filename = filename
        self.limit = limit
        self.size = 0
        self.hash = hashlib.sha256()
        self.spool = SpooledTemporaryFile(max_size=IN_MEMORY_AT_MOST)  # noqa: SIM115

    @property
    def is_file(self) -> bool:
        return self.filename is not None

    @property
    def is_chosen(self) -> bool:
        """Whether there is a file: browsers send a part for a field that was left empty, too."""
        return bool(self.filename or self.size)

    def write(self, data: bytes) -> None:
        self.size += len(data)
        if self.size <= self.limit:
            self.hash.update(data)
            self.spool.write(data)

    def file(self) -> ReceivedFile:
        return ReceivedFile(
            requirement=self.name,
            filename=self.filename or "",
            size=self.size,
            sha256=self.hash.hexdigest(),
            content=cast("BinaryIO", self.spool),
            over=self.size > self.limit,
        )


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._name = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._ended = False
        self.parts: list[_Part] = []

    async def read(self, request: Request, boundary: bytes) -> None:
        try:
            parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._headers.clear,
                    "on_header_field": self._on_header_name,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers,
                    "on_part_data": self._on_data,
                    "on_end": self._on_end,
                },
            )
            async for piece in request.stream():
                parser.write(piece)
        except FormParserError as error:
            raise _malformed(str(error)) from error
        if not self._ended:
            raise _malformed("it ends in the middle")

    def answers(self) -> str | None:
        found = None
        for part in self.parts:
            if part.is_file:
                continue
            if part.size > part.limit:
                raise _malformed(f"the part {part.name!r} is too long for a text")
            part.spool.seek(0)
            try:
                found = part.spool.read().decode()
            except UnicodeDecodeError as error:
                raise _malformed(f"the part {part.name!r} is not UTF-8") from error
        return found

    def _on_header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _on_headers(self) -> None:
        if len(self.parts) >= PARTS_AT_MOST:
            raise _malformed(f"it has more than {PARTS_AT_MOST} parts")
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise _malformed("a part has no name")
        name = _text(options[b"name"])
        filename = None if name == ANSWERS else options.get(b"filename")
        if filename is None and name != ANSWERS:
            raise _malformed(f"{name} must be sent as a file, with a file name")
        limit = TEXT_AT_MOST if filename is None else self._limits.get(name, 0)
        self.parts.append(_Part(name, None if filename is None else _base(filename), limit))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1].write(data[start:end])

    def _on_end(self) -> None:
        self._ended = True


def _text(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _base(raw: bytes) -> str:
    name = PurePath(_text(raw).replace("\\", "/")).name
    return readable(name)[-150:]


def _malformed(why: str) -> Rejected:
    return Rejected(
        f"The form could not be read: {why}. Nothing was stored.", code="malformed-form"
    )
