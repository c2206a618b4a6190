"""What is too large, or no text, to be looked for in MongoDB or to be kept."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from shared.http.plain import NOT_BLANK, something
from shared.plain_text import is_one_line, typed, visible

MOST = 2**31 - 1
"""No entry and no rank is larger; MongoDB could not even be asked for 2**63."""


def _readable_lines(text: str) -> str:
    lines = [visible(line).strip() for line in text.split("\n")]
    if not all(is_one_line(line) for line in lines):
        raise ValueError("must be lines of printable characters")
    seen = "\n".join(line for line in lines if line)
    if not seen:
        raise ValueError("must have something to read")
    return seen


def _one_line(text: str) -> str:
    seen = visible(text).strip()
    if not seen or not is_one_line(seen):
        raise ValueError("must be one line of printable characters")
    return seen


Text = Annotated[str, StringConstraints(max_length=200)]
"""A name or id; having a bound also refuses halves of characters (lone surrogates)."""

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
    AfterValidator(_one_line),
]
"""What somebody or a place is called."""

Note = Annotated[
    str,
    BeforeValidator(typed),
    StringConstraints(min_length=1, max_length=500, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
    AfterValidator(_readable_lines),
]
"""What an officer writes to an enterprise, in the language that it was typed in."""

Reasoning = Annotated[
    str,
    BeforeValidator(typed),
    StringConstraints(min_length=1, max_length=2000, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
    AfterValidator(something),
]
"""What somebody wrote to say why."""
