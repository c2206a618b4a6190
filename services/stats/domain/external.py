"""Figures entered from outside; a change keeps every earlier value."""

from collections.abc import Iterator
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
        if faults := tuple(_faults(definition, given)):
            raise _wrong(faults)
        if self.latest is not None and given.says_the_same_as(self.latest):
            return self
        return EnteredFigure(self.id, (*self.values, given))


def _faults(definition: ExternalFigure, given: EnteredValue) -> Iterator[FieldError]:
    if given.unit != definition.unit:
        yield FieldError(
            "unit",
            f"{given.unit!r} is not {definition.unit!r}, as it is defined",
            f"{given.unit!r} 不是所定义的单位 {definition.unit!r}",
        )
    elif (fault := _value_fault(given)) is not None:
        yield FieldError("value", *fault)
    if given.as_of > beijing_date(given.at):
        yield FieldError("as_of", f"{given.as_of} is still to come", f"{given.as_of} 尚未到来")


def _value_fault(given: EnteredValue) -> tuple[str, str] | None:
    value, unit = given.value, given.unit
    if not value.is_finite():
        return "a number is expected", "须为数字"
    if unit in ("count", "rank", "year") and value != value.to_integral_value():
        return f"a {unit} is a whole number", "须为整数"
    if unit == "year" and not FIRST_YEAR <= value <= LAST_YEAR:
        return f"a year can't be {value}", f"年份不能为 {value}"
    if unit in ("count", "rank") and value < (1 if unit == "rank" else 0):
        return f"a {unit} can't be {value}", f"不能为 {value}"
    return None


def _wrong(faults: tuple[FieldError, ...]) -> Rejected:
    en = "; ".join(fault.message for fault in faults)
    zh = "；".join(str(fault.zh) for fault in faults)
    return Rejected(
        f"The figure can't be entered: {en}. Nothing was changed.",
        faults,
        code="invalid-request",
        zh=f"该数据不能录入：{zh}。未作任何更改。",
    )
