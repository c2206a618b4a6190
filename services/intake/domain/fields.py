"""Whether what an applicant says fits the programme."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from services.intake.domain.refusals import CallClosed, InvalidFields
from shared.errors import FieldError
from shared.programmes import Programme, Round, UnknownIndustry, industry_code
from shared.programmes.facts import FromAnswer

if TYPE_CHECKING:
    from services.intake.domain.application import Application

LONGEST_ANSWER = 20_000
"""Characters of one answer; far above what any programme asks for, far below what Kafka takes."""

LARGEST_WHOLE_NUMBER = 2**63 - 1
"""What MongoDB keeps; no more than that, in any unit, is an answer."""


def check_open(round_: Round, at: datetime) -> None:
    """Raises CallClosed unless an arrival at this instant is in time."""
    if not round_.is_open(at):
        raise CallClosed(round_.id, round_.opens_at, round_.closes_at, at)


def four_digits(industry: str) -> str:
    """A GB/T 4754-2017 code as four digits. Raises InvalidFields for one that does not exist."""
    try:
        return industry_code(industry)[1:]
    except UnknownIndustry as error:
        raise InvalidFields([FieldError("industry", str(error))]) from error


def check_fields(programme: Programme, application: "Application") -> None:
    """Raises InvalidFields when the product, category or district does not fit the programme."""
    if errors := tuple(_field_errors(programme, application)):
        raise InvalidFields(errors)


def check_answers(programme: Programme, answers: Mapping[str, Any]) -> None:
    """Raises InvalidFields for answers that the form does not ask for or that can't be kept.

    Whether an answer is good is left to the self-check: a draft may hold unfinished answers.
    """
    if errors := tuple(_answer_errors(programme, answers)):
        raise InvalidFields(errors)


def misfits(programme: Programme, application: "Application") -> tuple[FieldError, ...]:
    """Everything in a draft that does not fit the programme."""
    return (
        *_field_errors(programme, application),
        *_answer_errors(programme, application.answers),
    )


def _field_errors(programme: Programme, application: "Application") -> Iterator[FieldError]:
    for language in ("zh", "en"):
        if not application.product.in_language(language).strip():
            yield FieldError(f"product.{language}", "name the product in Chinese and in English")
    categories = [category.id for category in programme.categories]
    if application.category not in categories:
        yield FieldError("category", f"must be one of: {', '.join(categories)}")
    districts = [district.id for district in programme.districts]
    if application.district not in districts:
        known = ", ".join(districts)
        message = f"must be one of: {known}"
        if not application.district_given:
            message = (
                f"the enterprise is registered in {application.district!r}, which is none of the "
                f"programme's districts: {known}. Give the one of this application as `district`."
            )
        yield FieldError("district", message)


def _answer_errors(programme: Programme, answers: Mapping[str, Any]) -> Iterator[FieldError]:
    known, times = [field.id for field in programme.answers], _times(programme)
    for name, value in answers.items():
        if value is None:
            continue  # it erases, be it asked for or not
        if name not in known:
            yield FieldError(
                f"answers.{name}", f"the form has no such field; it has: {', '.join(known)}"
            )
        elif not isinstance(value, str | int | float | bool):
            yield FieldError(f"answers.{name}", "must be a text, a number, true, false or null")
        elif isinstance(value, str) and len(value) > LONGEST_ANSWER:
            yield FieldError(f"answers.{name}", f"has more than {LONGEST_ANSWER} characters")
        elif isinstance(value, str) and not _is_text(value):
            yield FieldError(f"answers.{name}", "holds half a character (a lone surrogate)")
        elif isinstance(value, float) and not isfinite(value):
            yield FieldError(f"answers.{name}", "is not a finite number")
        elif _is_too_large(value, times.get(name)):
            yield FieldError(f"answers.{name}", "is too large a number")


def _is_too_large(value: object, times: int | None) -> bool:
    """Whether MongoDB can't keep it, nor a fact that is so many times as much."""
    if not isinstance(value, int | float):
        return False
    if times is None:
        return isinstance(value, int) and abs(value) > LARGEST_WHOLE_NUMBER
    return abs(Decimal(str(value))) * times > LARGEST_WHOLE_NUMBER


def _times(programme: Programme) -> dict[str, int]:
    """How many times as much as an answer the largest fact is that is taken from it."""
    found: dict[str, int] = {}
    for fact in programme.facts:
        if isinstance(fact.origin, FromAnswer):
            found[fact.origin.answer] = max(fact.times, found.get(fact.origin.answer, 1))
    return found


def _is_text(value: str) -> bool:
    """Whether it can be written as UTF-8; JSON may escape halves of characters that can't."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
