"""The application form: what the applicant answers, and what makes an answer valid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from shared.plain_text import typed, visible
from shared.programmes.strict import Bilingual, ItemId, Named, Strict

AnswerType = Literal["text", "number", "integer", "boolean", "date", "choice"]

_NUMBER = ("wrong_type", "below_minimum", "above_maximum")
_FAULTS: Mapping[AnswerType, tuple[str, ...]] = {
    "text": ("wrong_type", "text_too_short", "text_too_long"),
    "number": _NUMBER,
    "integer": _NUMBER,
    "boolean": ("wrong_type",),
    "date": ("wrong_type",),
    "choice": ("not_a_choice",),
}


class AnswerField(Strict):
    """One field of the form. Lengths are in characters, `minimum` and `maximum` in `unit`."""

    id: ItemId
    name: Bilingual
    type: AnswerType
    required: bool
    min_length: int | None = Field(default=None, ge=1)
    max_length: int | None = Field(default=None, ge=1)
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    unit: Bilingual | None = None
    choices: tuple[Named, ...] = ()
    clause: Bilingual
    help: Bilingual

    @property
    def faults(self) -> tuple[str, ...]:
        """The ids of the machine's reasons that can be true of an answer of this type."""
        return ("not_provided", *_FAULTS[self.type])

    def fault(self, value: Any) -> str | None:
        """The id of the reason why this value is not a valid answer, or None when it is."""
        if is_blank(value):
            return "not_provided"
        if self.type == "text":
            return self._text_fault(value)
        if self.type in ("number", "integer"):
            return self._number_fault(value)
        if self.type == "boolean":
            return None if isinstance(value, bool) else "wrong_type"
        if self.type == "choice":
            known = any(value == choice.id for choice in self.choices)
            return None if known else "not_a_choice"
        return None if _is_date(value) else "wrong_type"

    def _text_fault(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        length = len(typed(value.strip()))
        if self.min_length is not None and length < self.min_length:
            return "text_too_short"
        if self.max_length is not None and length > self.max_length:
            return "text_too_long"
        return None

    def _number_fault(self, value: Any) -> str | None:
        kinds = (int,) if self.type == "integer" else (int, float, Decimal)
        if isinstance(value, bool) or not isinstance(value, kinds):
            return "wrong_type"
        exact = Decimal(str(value))
        if not exact.is_finite():
            return "wrong_type"
        if self.minimum is not None and exact < self.minimum:
            return "below_minimum"
        if self.maximum is not None and exact > self.maximum:
            return "above_maximum"
        return None


def is_blank(value: Any) -> bool:
    """Whether nothing was answered: absent, or a text in which nothing is to be seen."""
    return value is None or (isinstance(value, str) and not visible(value).strip())


def valid_answers(fields: tuple[AnswerField, ...], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are valid; a condition must not rest on any other."""
    return {
        f.id: answers[f.id] for f in fields if f.id in answers and f.fault(answers[f.id]) is None
    }


def _is_date(value: Any) -> bool:
    if isinstance(value, date):
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
