"""Reads a multipart body as it arrives: files are hashed and spooled, none is held in memory."""

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from functools import partial
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from services.intake.domain.received_file import ReceivedFile
from shared.errors import Rejected
from shared.plain_text import readable
from shared.spool import IN_MEMORY_AT_MOST, keep, room

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
            zh="请以 multipart/form-data 发送文件，每个部分以材料项的 id 命名。",
        )
    reader = _Reader(limits)
    try:
        with room():
            await reader.read(request, boundary)
            chosen = [p.file() for p in reader.parts if p.is_file and p.is_chosen]
            form = Form(chosen, reader.answers())
        yield form
    finally:
        for part in reader.parts:
            with suppress(OSError):  # what had no room is tried again by closing
                part.spool.close()


class _Part:
    def __init__(self, name: str, filename: str | None, limit: int) -> None:
        self.name = name
        self.requirement, self.target = split_name(name)
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
            requirement=self.requirement,
            filename=self.filename or self.requirement,
            size=self.size,
            sha256=self.hash.hexdigest(),
            content=cast("BinaryIO", self.spool),
            over=self.size > self.limit,
            target=self.target,
        )


def split_name(name: str) -> tuple[str, str | None]:
    """The requirement that a part is for, and the target of the file, if its name tells one.

    `M05/add` is added to what is there, `M05/M05-3fa9c1d2e4b5a607` replaces that file.
    """
    requirement, slash, target = name.partition("/")
    return requirement, target if slash else None


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._name = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._ended = False
        self._came: list[tuple[_Part, bytes]] = []
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
                await self._keep()
        except FormParserError as error:
            raise _malformed(str(error), f"格式有误（{error}）") from error
        if not self._ended:
            raise _malformed("it ends in the middle", "内容不完整")

    def answers(self) -> str | None:
        found = None
        for part in self.parts:
            if part.is_file:
                continue
            if part.size > part.limit:
                raise _malformed(
                    f"the part {part.name!r} is too long for a text",
                    f"{part.name!r} 部分作为文本过长",
                )
            part.spool.seek(0)
            try:
                found = part.spool.read().decode()
            except UnicodeDecodeError as error:
                raise _malformed(
                    f"the part {part.name!r} is not UTF-8", f"{part.name!r} 部分不是 UTF-8 编码"
                ) from error
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
            raise _malformed(
                f"it has more than {PARTS_AT_MOST} parts", f"超过 {PARTS_AT_MOST} 个部分"
            )
        disposition = self._headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        if b"name" not in options:
            raise _malformed("a part has no name", "有一个部分没有名称")
        name = _text(options[b"name"])
        filename = None if name == ANSWERS else _filename(disposition, options)
        if filename is None and name != ANSWERS:
            raise _malformed(
                f"{name} must be sent as a file, with a file name",
                f"{name} 须作为带文件名的文件发送",
            )
        limit = TEXT_AT_MOST if filename is None else self._limits.get(split_name(name)[0], 0)
        self.parts.append(_Part(name, filename, limit))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._came.append((self.parts[-1], data[start:end]))

    async def _keep(self) -> None:
        """Hashes and writes what has come, while others are answered."""
        came, self._came = self._came, []
        await keep(partial(_write, came), sum(len(data) for _, data in came))

    def _on_end(self) -> None:
        self._ended = True


def _write(came: Iterable[tuple[_Part, bytes]]) -> None:
    for part, data in came:
        part.write(data)


def _text(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _filename(disposition: bytes, options: Mapping[bytes, bytes]) -> str | None:
    """The name of the file; None when the part is none.

    RFC 7578 wants it plain. Clients that can't write it so send the form of RFC 8187, alone or with
    a makeshift beside it: `filename*=UTF-8''%E8%AF%81.pdf`.
    """
    extended = _extended(disposition) if b"filename*" in disposition.lower() else None
    if extended is not None:
        return _base(extended)
    plain = options.get(b"filename")
    return None if plain is None else _base(_text(plain))


def _extended(disposition: bytes) -> str | None:
    message = Message()
    message["Content-Disposition"] = disposition.decode("latin-1")
    for name, value in message.get_params([], header="content-disposition"):
        if name.lower() == "filename" and isinstance(value, tuple):
            charset, _, escaped = value
            raw = escaped.encode("latin-1")
            try:
                return raw.decode(charset or "utf-8")
            except (LookupError, UnicodeDecodeError):
                return _text(raw)
    return None


def _base(name: str) -> str:
    base = readable(PurePath(name.replace("\\", "/")).name).strip()
    return base[-160:] if base.strip(".") else ""


def _malformed(why: str, zh: str) -> Rejected:
    return Rejected(
        f"The form could not be read: {why}. Nothing was stored.",
        code="malformed-form",
        zh=f"表单无法读取：{zh}。未保存任何内容。",
    )
