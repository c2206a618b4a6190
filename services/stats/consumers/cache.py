"""A cache that starts anew when it is full."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
CACHED = 20_000
"""Entries of each cache; standings repeat the same instants, sets and facts."""


def remember(cache: dict[K, V], key: K, value: V) -> V:
    """Keeps the value, and forgets all others when there are too many."""
    if len(cache) >= CACHED:
        cache.clear()
    cache[key] = value
    return value
