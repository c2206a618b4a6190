"""What happened to an application, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.values import Bilingual

By = Literal["enterprise", "association", "recommender", "reviewer", "system"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when, which kind of thing, in words, and who did it (a role, never a person)."""

    at: datetime
    what: str
    text: Bilingual
    by: By


def entry(at: datetime, what: str, by: By, *, zh: str, en: str) -> Entry:
    """A line of the timeline in both languages."""
    return Entry(at, what, Bilingual(zh=zh, en=en), by)
