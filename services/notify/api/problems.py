"""The refusals that the interface documents."""

from typing import Any

from pydantic import BaseModel, Field

from shared.http.problems import STATUS, TYPE_BASE


class FieldProblem(BaseModel):
    """A field that was wrong."""

    field: str = Field(examples=["query.limit"])
    message: str = Field(examples=["Input should be less than or equal to 200"])


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []
    reference: str | None = Field(None, examples=["0af7651916cd43dd8448eb211c80319c"])


def _documented(status: int, code: str, title: str, detail: str) -> dict[str, Any]:
    example = {"type": TYPE_BASE + code, "title": title, "status": status, "detail": detail}
    return {
        "model": Problem,
        "description": title,
        "content": {"application/problem+json": {"example": example}},
    }


def _of(code: str, detail: str) -> tuple[int, dict[str, Any]]:
    status, title = STATUS[code]
    return status, _documented(status, code, title, detail)


PROBLEMS: dict[int | str, dict[str, Any]] = {
    **dict(
        (
            _of("unauthenticated", "There is no bearer token."),
            _of("forbidden", "This is for: enterprise. Your token says: agency."),
            _of("not-found", "There is no notice '5d0c…' that you may see."),
            _of("invalid-request", "Nothing was changed. Put the fields named right."),
        )
    ),
    503: _documented(503, "unavailable", "Not available just now", "Please try again shortly."),
}
