"""Figures entered from outside; a change keeps every earlier value."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from services.stats.domain.published import Unit
from shared.calendar import beijing_date
from shared.errors import FieldError, Rejected
from shared.programmes import ExternalFigure
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as it was entered: of when, from where, by whom."""

    value: Decimal
    unit: Unit
    source: Bilingual
    as_of: date
    by: str
    at: datetime

    def says_the_same_as(self, other: "Entry") -> bool:
        """Whether both enter the same figure, whoever did so and when."""
        mine = (self.value, self.unit, self.source, self.as_of)
        return mine == (other.value, other.unit, other.source, other.as_of)


@dataclass(frozen=True, slots=True)
class EnteredFigure:
    """Every value that was entered of one figure of a round, oldest first."""

    id: str
    entries: tuple[Entry, ...] = ()

    @property
    def version(self) -> int:
        """How many values were entered."""
        return len(self.entries)

    @property
    def latest(self) -> Entry | None:
        """The value that counts."""
        return self.entries[-1] if self.entries else None

    def until(self, day: date) -> "EnteredFigure":
        """With the values only that were entered by the end of a day in Beijing."""
        return EnteredFigure(self.id, tuple(e for e in self.entries if beijing_date(e.at) <= day))

    def enter(self, definition: ExternalFigure, entry: Entry) -> "EnteredFigure":
        """With one more value, or as it is when that says nothing new.

        Raises Rejected when the entry does not fit the definition.
        """
        if entry.unit != definition.unit:
            raise _wrong("unit", f"{entry.unit!r} is not {definition.unit!r}, as it is defined")
        if not entry.value.is_finite():
            raise _wrong("value", "a number is expected")
        if entry.unit in ("count", "rank") and entry.value != entry.value.to_integral_value():
            raise _wrong("value", f"a {entry.unit} is a whole number")
        if entry.value < (1 if entry.unit == "rank" else 0) and entry.unit in ("count", "rank"):
            raise _wrong("value", f"a {entry.unit} can't be {entry.value}")
        if entry.as_of > beijing_date(entry.at):
            raise _wrong("as_of", f"{entry.as_of} is still to come")
        if self.latest is not None and entry.says_the_same_as(self.latest):
            return self
        return EnteredFigure(self.id, (*self.entries, entry))


def _wrong(field: str, message: str) -> Rejected:
    return Rejected(
        f"The figure can't be entered: {message}. Nothing was changed.",
        (FieldError(field, message),),
        code="invalid-request",
    )
