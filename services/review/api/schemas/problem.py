"""Problem documents (RFC 9457) as they are described in OpenAPI and put into result rows."""

from typing import Any, Self

from pydantic import BaseModel

from shared.errors import Rejected
from shared.http.problems import STATUS, TYPE_BASE


class WrongField(BaseModel):
    """One field or row that was wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """Why something was not done, and what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongField] = []
    reference: str | None = None

    @classmethod
    def of(cls, rejected: Rejected) -> Self:
        """The problem of one row; the request as a whole went through."""
        conflict = (409, rejected.code.replace("-", " ").capitalize())
        status, title = STATUS.get(rejected.code, conflict)
        return cls(
            type=TYPE_BASE + rejected.code,
            title=title,
            status=status,
            detail=rejected.detail,
            errors=[WrongField(field=e.field, message=e.message) for e in rejected.errors],
        )


def problems(**codes: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses: `problems(_409="case-closed, not-complete")` plus the usual ones."""
    told = {
        "_401": "unauthenticated",
        "_403": "forbidden",
        "_422": "invalid-request",
        "_503": "unavailable",
        **codes,
    }
    return {
        int(status[1:]): {
            "model": Problem,
            "description": f"Problem: {names}",
            "content": {"application/problem+json": {}},
        }
        for status, names in sorted(told.items())
    }


def public_problems(**codes: str) -> dict[int | str, dict[str, Any]]:
    """As `problems`, for routes that need no signing in."""
    return {s: p for s, p in problems(**codes).items() if s not in (401, 403)}
