"""The headers that make a call safe to repeat, and safe beside others."""

import re
from typing import Annotated, Any

from fastapi import Header, Request

from shared.errors import FieldError, Rejected

LONGEST_KEY = 200
WITH_KEY: dict[str, Any] = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "A key of your own making, such as a UUID: the same key, the same call.",
            "schema": {
                "type": "string",
                "maxLength": LONGEST_KEY,
                "examples": ["3f0c1a52-6a0e-4f6e-9a55-0b6d6c3f7b11"],
            },
        }
    ]
}
"""What a route that asks for a key adds to its OpenAPI description."""

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})(?:[-;]+(?:gzip|br|zstd|deflate))?"')
"""As it was given, or as a proxy that compresses answers has changed it."""


def idempotency_key(request: Request) -> str:
    """The caller's key. Raises Rejected (key-required) without one.

    Read by hand, since a declared header costs a tenth of a submission; WITH_KEY documents it.
    """
    key = request.headers.get("idempotency-key", "").strip()
    if not key or len(key) > LONGEST_KEY:
        raise Rejected(
            "Send an `Idempotency-Key`, such as a UUID, and the same one when you repeat the "
            f"call; at most {LONGEST_KEY} characters.",
            (FieldError("Idempotency-Key", _what_is_wrong_with(key)),),
            code="key-required",
        )
    return key


def _what_is_wrong_with(key: str) -> str:
    return f"may have at most {LONGEST_KEY} characters" if key else "is missing"


async def wanted_version(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The version in If-Match; None without one, or for `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise Rejected(
            "If-Match must be the ETag of the last answer.",
            (FieldError("If-Match", f'{if_match!r} is not an ETag such as "3"'),),
            code="invalid-request",
        )
    return int(found[1])


async def required_version(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version in If-Match. Raises Rejected (version-required) without one."""
    version = await wanted_version(if_match)
    if version is None:
        raise Rejected(
            "Send `If-Match` with the ETag of the last answer, so that nobody's change is lost.",
            (FieldError("If-Match", 'is missing; must be an ETag such as "3"'),),
            code="version-required",
        )
    return version


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'
