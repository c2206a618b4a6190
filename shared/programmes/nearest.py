"""What to write instead of a word that nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST_NAMED = 12
"""Of the known words, where none is near."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, or None when none does."""
    return next(iter(get_close_matches(word, list(known), n=1)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word; empty when no known one is near."""
    near = nearest(word, known)
    return "" if near is None else f"; did you mean {near}?"


def instead(word: str, known: Iterable[str]) -> str:
    """The same, but names the known words when none is near."""
    words = list(dict.fromkeys(known))
    more = ", …" if len(words) > MOST_NAMED else ""
    use = f"; use one of {', '.join(words[:MOST_NAMED])}{more}" if words else ""
    return did_you_mean(word, words) or use


def undefined(word: str, known: Iterable[str], list_name: str) -> str:
    """The sentence about an id that a list of the definition, such as answers, does not have."""
    words = list(known)
    remedy = instead(word, words) or f"; define it under {list_name}"
    return f"expected one of the {list_name.replace('_', ' ')}, but {word} is not defined{remedy}"
