"""`If-Match` as RFC 9110 has it: one ETag, a list of them, or `*` for whatever is there."""

import re
from typing import Any

from fastapi import Request

from shared.errors import FieldError, Rejected

Versions = frozenset[int] | None
"""Those of which one has to be there still; None for any."""

_ANY = "*"
_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_LIST = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,(?:[ \t,]*{_TAG})?)*[ \t,]*")
_ONE = re.compile(_TAG)
_OURS = re.compile(r'(?:W/)?"(\d{1,9})(?:[-;]+(?:gzip|br|zstd|deflate))?"')
"""As it was given, or as a proxy that compresses answers has changed it."""


def _documented(*, required: bool) -> dict[str, Any]:
    # Nothing but blanks and commas is as good as no header.
    forms = [r"[ \t]*\*[ \t]*", _LIST.pattern, *(() if required else (r"[ \t,]*",))]
    schema = {"type": "string", "pattern": f"^({'|'.join(forms)})$"}
    return {
        "parameters": [{"name": "If-Match", "in": "header", "required": required, "schema": schema}]
    }


WITH_VERSION = _documented(required=True)
"""What a route that asks for a version adds to its OpenAPI description."""
MAY_NAME_VERSION = _documented(required=False)
"""The same of a route that takes one and does without."""


async def wanted_versions(request: Request) -> Versions:
    """The versions in If-Match; None without one, or for `*`.

    An ETag that is none of ours is that of no version. Raises Rejected for what is no ETag.
    """
    sent = _sent(request)
    if not sent.strip(" \t,") or sent.strip() == _ANY:
        return None
    if _LIST.fullmatch(sent) is None:
        raise Rejected(
            "If-Match must be the ETag of the last answer, a list of ETags, or *.",
            (
                FieldError(
                    "If-Match",
                    f'{sent!r} is not an ETag such as "3"',
                    zh=f'{sent!r} 不是 ETag，例如 "3"',
                ),
            ),
            code="invalid-request",
            zh="If-Match 须为上次应答中的 ETag、若干 ETag 或 *。",
        )
    ours = (_OURS.fullmatch(tag) for tag in _ONE.findall(sent))
    return frozenset(int(found[1]) for found in ours if found)


async def required_versions(request: Request) -> Versions:
    """The versions in If-Match. Raises Rejected (version-required) without one."""
    if not _sent(request).strip(" \t,"):
        raise Rejected(
            "Send `If-Match` with the ETag of the last answer, so that nobody's change is lost.",
            (
                FieldError(
                    "If-Match",
                    'is missing; must be an ETag such as "3"',
                    zh='缺少此项；须为 ETag，例如 "3"',
                ),
            ),
            code="version-required",
            zh="请以 `If-Match` 发送上次应答中的 ETag，以免覆盖他人的修改。",
        )
    return await wanted_versions(request)


def _sent(request: Request) -> str:
    """All of it: a list may come in several lines."""
    return ", ".join(request.headers.getlist("if-match"))


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'
