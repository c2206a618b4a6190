"""The sentence about a word that nobody knows."""

from collections.abc import Iterable

from shared.programmes.nearest import did_you_mean


def unknown(word: str, known: Iterable[str], what: str) -> str:
    """What was expected instead of the word: the nearest of the known ones, or any of them."""
    names = list(known)
    hint = did_you_mean(word, names) or f"; there is {', '.join(names) or 'none'}"
    return f"expected one of the {what}, but {word} is none{hint}"
