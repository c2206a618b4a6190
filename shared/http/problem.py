"""A problem document (RFC 9457) as it is described, and put into the rows of a bulk answer."""

from collections.abc import Callable
from typing import Self

from pydantic import BaseModel, Field

from shared.errors import Rejected
from shared.http.language import in_their_language
from shared.http.problems import TYPE_BASE, detail_of, status_and_title, title_of


class WrongField(BaseModel):
    """One field that was wrong."""

    field: str = Field(
        description="Which field of the request: its names and places, joined by dots.",
        examples=["rows.0.rank"],
    )
    message: str = Field(
        description="What was expected, or what to do.", examples=["must be 1 or more"]
    )


class Problem(BaseModel):
    """Why a request was refused, and what to do about it; nothing was changed."""

    type: str = Field(
        description="The kind of problem; programs go by it.",
        examples=[f"{TYPE_BASE}invalid-request"],
    )
    title: str = Field(
        description="The kind of problem in few words, in Chinese or English (`Accept-Language`).",
        examples=["Some fields are wrong"],
    )
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="What was expected and what to do, for people to read.",
        examples=["Nothing was changed. Put the fields named under `errors` right."],
    )
    errors: list[WrongField] = Field(
        default=[], description="Every field that was wrong, when it is a matter of fields."
    )
    reference: str | None = Field(
        default=None,
        description="The trace of the request, to name when asking for help.",
        examples=["0af7651916cd43dd8448eb211c80319c"],
    )

    @classmethod
    def of(cls, rejected: Rejected, at: Callable[[str], str] = str) -> Self:
        """The problem of one row, or of what was only asked about; the request went through.

        `at` is where a field of the row stands in the request, such as `decisions.3.reason`. A
        conflict is a matter of how things stand, and names those.
        """
        status, _ = status_and_title(rejected.code)
        where = str if status == 409 else at
        return cls(
            type=TYPE_BASE + rejected.code,
            title=title_of(rejected.code),
            status=status,
            detail=detail_of(rejected),
            errors=[
                WrongField(field=where(e.field), message=in_their_language(e.message, e.zh))
                for e in rejected.errors
            ],
        )
