"""What is too large, or no text, to be looked for in MongoDB or to be kept."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from shared.plain_text import typed

MOST = 2**31 - 1
"""No entry and no rank is larger; MongoDB could not even be asked for 2**63."""

Text = Annotated[str, StringConstraints(max_length=200)]
"""A name or id; having a bound also refuses halves of characters (lone surrogates)."""

Reasoning = Annotated[
    str,
    BeforeValidator(typed),
    StringConstraints(min_length=1, max_length=2000, strip_whitespace=True),
]
"""What somebody wrote to say why."""
