"""Figures entered from outside; a change keeps every earlier value."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from shared.calendar import beijing_date
from shared.errors import FieldError, Rejected
from shared.programmes import ExternalFigure
from shared.programmes.measures import Qualifier, Unit
from shared.values import Bilingual

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """One value as it was entered: of when, from where, by whom.

    `scope` is among whom it holds, `year` the year that it is of, `qualifier` how exactly it is
    meant; each is None where the source does not say.
    """

    value: Decimal
    unit: Unit
    source: Bilingual
    as_of: date
    by: str
    at: datetime
    scope: Bilingual | None = None
    year: int | None = None
    qualifier: Qualifier | None = None

    def says_the_same_as(self, other: "EnteredValue") -> bool:
        """Whether both enter the same figure, whoever did so and when."""
        return self == replace(other, by=self.by, at=self.at)


@dataclass(frozen=True, slots=True)
class EnteredFigure:
    """Every value that was entered of one figure of a round, oldest first."""

    id: str
    values: tuple[EnteredValue, ...] = ()

    @property
    def version(self) -> int:
        """How many values were entered."""
        return len(self.values)

    @property
    def latest(self) -> EnteredValue | None:
        """The value that counts."""
        return self.values[-1] if self.values else None

    def until(self, day: date) -> "EnteredFigure":
        """With the values only that were entered by the end of a day in Beijing."""
        return EnteredFigure(self.id, tuple(e for e in self.values if beijing_date(e.at) <= day))

    def enter(self, definition: ExternalFigure, given: EnteredValue) -> "EnteredFigure":
        """With one more value, or as it is when that says nothing new.

        Raises Rejected when the value does not fit the definition.
        """
        if given.unit != definition.unit:
            raise _wrong("unit", f"{given.unit!r} is not {definition.unit!r}, as it is defined")
        if not given.value.is_finite():
            raise _wrong("value", "a number is expected")
        whole = given.unit in ("count", "rank", "year")
        if whole and given.value != given.value.to_integral_value():
            raise _wrong("value", f"a {given.unit} is a whole number")
        if given.unit == "year" and not FIRST_YEAR <= given.value <= LAST_YEAR:
            raise _wrong("value", f"a year can't be {given.value}")
        if given.value < (1 if given.unit == "rank" else 0) and given.unit in ("count", "rank"):
            raise _wrong("value", f"a {given.unit} can't be {given.value}")
        if given.as_of > beijing_date(given.at):
            raise _wrong("as_of", f"{given.as_of} is still to come")
        if self.latest is not None and given.says_the_same_as(self.latest):
            return self
        return EnteredFigure(self.id, (*self.values, given))


def _wrong(field: str, message: str) -> Rejected:
    return Rejected(
        f"The figure can't be entered: {message}. Nothing was changed.",
        (FieldError(field, message),),
        code="invalid-request",
    )
