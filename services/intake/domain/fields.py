"""Whether what an applicant says fits the programme."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from services.intake.domain.refusals import CallClosed, InvalidFields
from shared.errors import FieldError, one_of
from shared.programmes import Programme, Round
from shared.programmes.facts import FromAnswer
from shared.programmes.form import AnswerField
from shared.programmes.reading_answers import UnreadableAnswer, expected_answer, read_answer

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


def check_fields(
    programme: Programme, application: "Application", answers: Mapping[str, Any]
) -> None:
    """Raises InvalidFields for all that does not fit: product, category, district, and answers.

    Whether an answer is good is left to the self-check: a draft may hold unfinished answers.
    """
    faults = (*_field_errors(programme, application), *answer_faults(programme, answers))
    if faults:
        raise InvalidFields(faults)


def check_answers(programme: Programme, answers: Mapping[str, Any]) -> None:
    """Raises InvalidFields for answers that the form does not ask for, that can't be kept, or that
    can't be read as what is asked for.
    """
    if errors := tuple(answer_faults(programme, answers)):
        raise InvalidFields(errors)


def answers_as_read(programme: Programme, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Each in the one form that is kept; what can't be read stays as it was written."""
    asked = {field.id: field for field in programme.answers}
    return {name: _as_read(asked.get(name), value) for name, value in answers.items()}


def _as_read(field: AnswerField | None, value: Any) -> Any:
    if field is None:
        return value
    try:
        return read_answer(field, value)
    except UnreadableAnswer:
        return value


def misfits(programme: Programme, application: "Application") -> tuple[FieldError, ...]:
    """Everything in a draft that does not fit the programme.

    What an older version let in as an answer that can't be read is left to formal review.
    """
    return (
        *_field_errors(programme, application),
        *_unkept(programme, application.answers),
    )


def faults_of(
    programme: Programme,
    category: str | None,
    district: str | None,
    answers: Mapping[str, Any] | None,
) -> tuple[FieldError, ...]:
    """What of these does not fit the programme; None is not looked at."""
    return (
        *(_category_faults(programme, category) if category is not None else ()),
        *(_district_faults(programme, district) if district is not None else ()),
        *answer_faults(programme, answers or {}),
    )


def _field_errors(programme: Programme, application: "Application") -> Iterator[FieldError]:
    for language in ("zh", "en"):
        if not application.product.in_language(language).strip():
            yield FieldError(
                f"product.{language}",
                "name the product in Chinese and in English",
                zh="请填写产品的中文名称和英文名称",
            )
    yield from _category_faults(programme, application.category)
    if application.district_given:
        yield from _district_faults(programme, application.district)
    elif application.district not in (known := _districts(programme)):
        ids = ", ".join(known)
        yield FieldError(
            "district",
            f"the applicant is registered in {application.district!r}, which is none of the "
            f"programme's districts: {ids}. Give the one of this application as `district`.",
            zh=f"申报单位登记的区（市）为 {application.district!r}，"
            f"不在本项目的区（市）之列：{ids}。请以 `district` 填写本申报所属的区（市）",
        )


def _category_faults(programme: Programme, category: str) -> Iterator[FieldError]:
    known = [each.id for each in programme.categories]
    if category not in known:
        yield one_of("category", known)


def _district_faults(programme: Programme, district: str) -> Iterator[FieldError]:
    if district not in (known := _districts(programme)):
        yield one_of("district", known)


def _districts(programme: Programme) -> list[str]:
    return [district.id for district in programme.districts]


def answer_faults(programme: Programme, answers: Mapping[str, Any]) -> Iterator[FieldError]:
    """What is not asked for, can't be kept, or can't be read as what is asked for."""
    unkept = {
        fault.field: fault for fault in _unkept(programme, answers_as_read(programme, answers))
    }
    asked = {field.id: field for field in programme.answers}
    for name, value in answers.items():
        if (fault := unkept.get(f"answers.{name}")) is not None:
            yield fault
        elif name in asked:
            yield from _unread(asked[name], value)


def _unread(field: AnswerField, value: Any) -> Iterator[FieldError]:
    try:
        read_answer(field, value)
    except UnreadableAnswer:
        expected = expected_answer(field)
        yield FieldError(f"answers.{field.id}", expected.en, zh=expected.zh)


def _unkept(programme: Programme, answers: Mapping[str, Any]) -> Iterator[FieldError]:
    known, times = [field.id for field in programme.answers], _times(programme)
    for name, value in answers.items():
        if value is None:
            continue  # it erases, be it asked for or not
        if name not in known:
            yield FieldError(
                f"answers.{name}",
                f"the form has no such field; it has: {', '.join(known)}",
                zh=f"表单没有此项；有的是：{'、'.join(known)}",
            )
        elif not isinstance(value, str | int | float | bool):
            yield FieldError(
                f"answers.{name}",
                "must be a text, a number, true, false or null",
                zh="须为文本、数字、true、false 或 null",
            )
        elif isinstance(value, str) and len(value) > LONGEST_ANSWER:
            yield FieldError(
                f"answers.{name}",
                f"has more than {LONGEST_ANSWER} characters",
                zh=f"超过 {LONGEST_ANSWER} 个字符",
            )
        elif isinstance(value, str) and not _is_text(value):
            yield FieldError(
                f"answers.{name}",
                "holds half a character (a lone surrogate)",
                zh="含有半个字符（孤立的代理项）",
            )
        elif isinstance(value, float) and not isfinite(value):
            yield FieldError(f"answers.{name}", "is not a finite number", zh="须为有限的数")
        elif _is_too_large(value, times.get(name)):
            yield FieldError(f"answers.{name}", "is too large a number", zh="数值过大")


def _is_too_large(value: object, times: int | None) -> bool:
    """Whether MongoDB can't keep it, nor a fact that is so many times as much."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if isinstance(value, int):
        return abs(value) * (times or 1) > LARGEST_WHOLE_NUMBER
    return times is not None and abs(Decimal(str(value))) * times > LARGEST_WHOLE_NUMBER


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
