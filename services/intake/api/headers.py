"""The header that makes a call safe to repeat."""

from typing import Any

from fastapi import Request

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
                "pattern": rf"^[!-~]([ -~]{{0,{LONGEST_KEY - 2}}}[!-~])?$",
                "examples": ["3f0c1a52-6a0e-4f6e-9a55-0b6d6c3f7b11"],
            },
        }
    ]
}
"""What a route that asks for a key adds to its OpenAPI description."""


def idempotency_key(request: Request) -> str:
    """The caller's key. Raises Rejected (key-required) without one.

    Read by hand, since a declared header costs a tenth of a submission; WITH_KEY documents it.
    """
    key = request.headers.get("idempotency-key", "").strip()
    if not key or len(key) > LONGEST_KEY:
        raise Rejected(
            "Send an `Idempotency-Key`, such as a UUID, and the same one when you repeat the "
            f"call; at most {LONGEST_KEY} characters.",
            (FieldError("Idempotency-Key", *_what_is_wrong_with(key)),),
            code="key-required",
            zh="请发送 `Idempotency-Key`，例如一个 UUID；重发同一请求时使用同一个。"
            f"最长 {LONGEST_KEY} 个字符。",
        )
    return key


def _what_is_wrong_with(key: str) -> tuple[str, str]:
    if not key:
        return "is missing", "缺少此项"
    return f"may have at most {LONGEST_KEY} characters", f"最多 {LONGEST_KEY} 个字符"
