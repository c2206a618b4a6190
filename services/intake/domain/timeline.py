"""What happened to an application, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.programmes.path import Role
from shared.values import Bilingual

By = Role | Literal["system"]


ACCEPTED_BY_STATUTE = "accepted_by_statute"
"""The kind of an item that says so: nobody has looked at the file in time."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened: when, of which kind, in words, and by whom.

    `by` is a role, never a person.
    """

    at: datetime
    what: str
    text: Bilingual
    by: By


def timeline_item(at: datetime, what: str, by: By, *, zh: str, en: str) -> TimelineItem:
    """An item of the timeline in both languages."""
    return TimelineItem(at, what, Bilingual(zh=zh, en=en), by)
