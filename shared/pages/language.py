"""In which language a page is written."""

from typing import Annotated

from fastapi import Header, Query

from shared.languages import Language, preferred

HTML_LANG = {"zh": "zh-CN", "en": "en"}
"""What the `lang` attribute says."""


def page_language(
    lang: Annotated[
        Language | None,
        Query(description="language of the page; else the browser's", examples=["zh"]),
    ] = None,
    accept_language: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Language:
    """A dependency: the language in the address, else the one the browser prefers."""
    return lang or preferred(accept_language)
