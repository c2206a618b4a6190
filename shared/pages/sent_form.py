"""A form as a browser sends it, read in the encoding that the browser was told to use."""

from contextlib import suppress
from urllib.parse import parse_qsl

from fastapi import Request

from shared.errors import Rejected

LARGEST = 64 * 1024
MOST_FIELDS = 200
ENCODINGS = ("utf-8", "gb18030")
"""In a browser that was told to read the page as GBK, a form is sent in it."""


async def sent_fields(
    request: Request, *, largest: int = LARGEST, most: int = MOST_FIELDS
) -> list[tuple[str, str]]:
    """The fields in their order, without blanks around them. Raises Rejected."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > largest:
        raise Rejected(
            f"The form may have {largest} bytes at most.",
            code="request-too-large",
            zh=f"表单最多 {largest} 字节。",
        )
    body = await request.body()
    return [(name, value.strip()) for name, value in _fields(body, most)]


def _fields(body: bytes, most: int) -> list[tuple[str, str]]:
    for encoding in ENCODINGS:
        with suppress(ValueError):
            return parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                encoding=encoding,
                errors="strict",
                max_num_fields=most,
            )
    raise Rejected(
        "This form can't be read. Its texts have to be in UTF-8 or GB 18030.",
        code="invalid-request",
        zh="无法读取此表单。文字须采用 UTF-8 或 GB 18030 编码。",
    )
