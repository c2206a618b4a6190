"""What the short texts of a scenario look like."""

import re

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def matching(pattern: str, words: str) -> AfterValidator:
    """Refuses a text that does not match the whole pattern; `words` say what does."""
    whole = re.compile(pattern)

    def check(text: str) -> str:
        if whole.fullmatch(text) is None:
            raise PydanticCustomError("shape", "expected {words}", {"words": words})
        return text

    return AfterValidator(check)
