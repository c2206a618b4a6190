"""Answers as people write them, read as what they mean: one form of each is kept.

Dates, numbers, yes and no, and choices are taken in any form that can mean but one thing; what
could mean another, or nothing, is not guessed at.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from shared.plain_text import half_width
from shared.programmes.form import AnswerField, AnswerType, is_blank
from shared.values import Bilingual

_DATE = re.compile(r"(\d{4}) ?(?:([-/.]) ?(\d{1,2}) ?\2 ?|年 ?(\d{1,2}) ?月 ?)(\d{1,2}) ?[日号]?")
_NUMBER = re.compile(r"[+-]? ?(?:\d+|\d{1,3}(?P<mark>[, ])\d{3}(?:(?P=mark)\d{3})*)(?:\.\d+)?")
_LONGEST = 250
"""Characters of a text that can be a number, a date or a choice."""
_EXACT_BELOW = 2**53
"""Whole numbers that a floating one may stand for."""
_YES = frozenset({"是", "yes", "y", "true"})
_NO = frozenset({"否", "no", "n", "false"})

_EXPECTED: Mapping[AnswerType, Bilingual] = {
    "text": Bilingual(zh="须为文本", en="must be text"),
    "date": Bilingual(
        zh="须为日期：年、月、日俱全，如 2019-08-30 或 2019年8月30日",
        en="must be a date with its year, month and day, such as 2019-08-30",
    ),
    "boolean": Bilingual(zh="须为 true 或 false（是或否）", en="must be true or false (yes or no)"),
    "number": Bilingual(
        zh="须为用数字写出的数，如 123456.5 或 123,456.5",
        en="must be a number in digits, such as 123456.5 or 123,456.5",
    ),
    "integer": Bilingual(
        zh="须为用数字写出的整数，如 123456 或 123,456",
        en="must be a whole number in digits, such as 123456 or 123,456",
    ),
}


class UnreadableAnswer(ValueError):
    """An answer that is of another type than its field, and can't be read as one of it."""


def read_answer(field: AnswerField, value: Any) -> Any:
    """The value as it is kept: a date as 2019-08-30, a number as one, yes as true, a choice by id.

    A blank stays as it is, and so does what is readable but too long, too small or the like.
    Raises UnreadableAnswer.
    """
    if is_blank(value):
        return value
    match field.type:
        case "text":
            return _text(value)
        case "date":
            return _date(value)
        case "boolean":
            return _yes_or_no(value)
        case "choice":
            return _choice(field, value)
        case "number" | "integer":
            return _number(field, value)


def expected_answer(field: AnswerField) -> Bilingual:
    """What an answer to this field has to be, as the end of a sentence."""
    if field.type == "choice":
        ids = [choice.id for choice in field.choices]
        zh = "、".join(f"{choice.id}（{choice.name.zh}）" for choice in field.choices)
        return Bilingual(zh=f"须为下列之一：{zh}", en=f"must be one of: {', '.join(ids)}")
    said = _EXPECTED[field.type]
    if field.type not in ("number", "integer"):
        return said
    unit = f"（{field.unit.zh}）" if field.unit else "", f" ({field.unit.en})" if field.unit else ""
    return Bilingual(
        zh=f"{said.zh}{unit[0]}，不写“万”“亿”等", en=f"{said.en}{unit[1]}, without 万 or 亿"
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableAnswer
    return value


def _date(value: Any) -> str:
    text = _typed(value)
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if (found := _DATE.fullmatch(text)) is None:
        raise UnreadableAnswer
    year, _, month, in_words, day = found.groups()
    try:
        return date(int(year), int(month or in_words), int(day)).isoformat()
    except ValueError as error:
        raise UnreadableAnswer from error


def _number(field: AnswerField, value: Any) -> Any:
    if isinstance(value, str):
        value = _written_number(field, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnreadableAnswer
    if isinstance(value, float) and not isfinite(value):
        raise UnreadableAnswer
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_BELOW:
        return int(value)
    if field.type == "integer" and isinstance(value, float):
        raise UnreadableAnswer
    return value


def _written_number(field: AnswerField, value: str) -> int | float:
    text = _typed(value)
    for unit in (field.unit.zh, field.unit.en) if field.unit else ():
        text = text.removesuffix(_typed(unit)).strip()
    if _NUMBER.fullmatch(text) is None:
        raise UnreadableAnswer
    exact = Decimal(re.sub(r"[, ]", "", text))
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = _typed(value).casefold()
    if word not in _YES | _NO:
        raise UnreadableAnswer
    return word in _YES


def _choice(field: AnswerField, value: Any) -> str:
    said = _typed(value).casefold()
    for choice in field.choices:
        if said in (
            _typed(name).casefold() for name in (choice.id, choice.name.zh, choice.name.en)
        ):
            return choice.id
    raise UnreadableAnswer


def _typed(value: Any) -> str:
    """In half width, with one blank where there are some. Raises UnreadableAnswer for what is no
    short text.
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise UnreadableAnswer
    return " ".join(half_width(value).split())
