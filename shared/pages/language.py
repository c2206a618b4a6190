"""In which language a page is written."""

from typing import Annotated, Literal, get_args

from fastapi import Header, Query

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
HTML_LANG = {"zh": "zh-CN", "en": "en"}
"""What the `lang` attribute says."""


def preferred(accepted: str | None) -> Language:
    """The language that a browser asks for in `Accept-Language`; Chinese when it asks for none."""
    wishes: list[tuple[float, Language]] = []
    for part in (accepted or "").split(","):
        tag, _, weight = part.strip().partition(";q=")
        for language in LANGUAGES:
            if tag.lower().split("-")[0] == language:
                wishes.append((_weight(weight), language))
    best = max(wishes, key=lambda wish: wish[0], default=(1.0, LANGUAGES[0]))
    return best[1] if best[0] > 0 else LANGUAGES[0]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def page_language(
    lang: Annotated[
        Language | None,
        Query(description="language of the page; else the browser's", examples=["zh"]),
    ] = None,
    accept_language: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Language:
    """A dependency: the language in the address, else the one the browser prefers."""
    return lang or preferred(accept_language)
