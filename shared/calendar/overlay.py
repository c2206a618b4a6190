"""What officers know better than the library: single days, and years gazetted since."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shared.calendar.day import Day, DayKind
from shared.values import Bilingual


class InvalidOverlay(ValueError):
    """The overlay file can't be read as one; the message names the file and each wrong entry."""


class OverlayDay(BaseModel):
    """What one day is, and the notice or event that makes it so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DayKind
    reason: Bilingual


class Overlay(BaseModel):
    """Days that take precedence, and years whose notice has been entered here in full."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Mapping[date, OverlayDay] = Field(default_factory=dict)
    gazetted: frozenset[int] = frozenset()

    @field_validator("days", mode="before")
    @classmethod
    def _named_by_date(cls, days: object) -> object:
        # YAML reads keys as dates; as text, errors can name them the way they were written.
        return {str(day): entry for day, entry in days.items()} if isinstance(days, dict) else days

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits that change with the content, not with the order of entries."""
        days = (f"{day} {self.days[day].model_dump_json()}" for day in sorted(self.days))
        text = "\n".join([*days, *map(str, sorted(self.gazetted))])
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def day(self, day: date) -> Day | None:
        """The day as entered here, if it was."""
        entry = self.days.get(day)
        if entry is None:
            return None
        return Day(day, entry.kind, entry.reason, entry.reason)


def load_overlay(file: Path) -> Overlay:
    """Reads an overlay from YAML (`days: {date: {kind, reason}}`, `gazetted: [years]`)."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Overlay.model_validate({} if content is None else content)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InvalidOverlay(f"{file}: {'; '.join(wrong)}") from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: 30 February, or not UTF-8
        raise InvalidOverlay(f"{file}: not readable as YAML: {error}") from error
