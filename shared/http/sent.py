"""What callers send in JSON, taken for what it is: a day is no number, and a number is no text.

Pydantic would make a day of 0 and a number of "1", which no OpenAPI document says.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from shared.values import Instant

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)")
_DIGITS, _AFTER_POINT = 14, 6
_DECIMAL = rf"[+-]?[0-9]{{1,{_DIGITS}}}(\.[0-9]{{1,{_AFTER_POINT}}})?"
_SMALLER_THAN = 10**_DIGITS


def _number(sent: Any) -> Any:
    if isinstance(sent, bool | str):
        raise PydanticKnownError("int_type")
    return sent


def _yes_or_no(sent: Any) -> Any:
    if not isinstance(sent, bool):
        raise PydanticKnownError("bool_type")
    return sent


def _written_day(sent: Any) -> Any:
    # What is no text and a day already was made by us.
    if isinstance(sent, date) or (isinstance(sent, str) and _DAY.fullmatch(sent)):
        return sent
    raise PydanticKnownError("date_type")


def _written_moment(sent: Any) -> Any:
    if isinstance(sent, date) or (isinstance(sent, str) and _MOMENT.fullmatch(sent)):
        return sent
    raise PydanticKnownError("datetime_type")


def _written_decimal(sent: Any) -> Any:
    if isinstance(sent, str) and re.fullmatch(_DECIMAL, sent) is None:
        raise PydanticKnownError("decimal_parsing")
    return sent


IS_NUMBER = BeforeValidator(_number)
"""Comes after the bounds of a whole number: those that come after it stand in no document."""

SentFlag = Annotated[bool, BeforeValidator(_yes_or_no)]
"""True or false."""

SentDay = Annotated[date, BeforeValidator(_written_day)]
"""A day, written as 2019-08-30; so also in an address."""

SentInstant = Annotated[Instant, BeforeValidator(_written_moment)]
"""A moment by RFC 3339, with its offset from UTC; seconds and the colon of the offset may lack."""

SentDecimal = Annotated[
    Decimal,
    Field(max_digits=_DIGITS + _AFTER_POINT, decimal_places=_AFTER_POINT),
    BeforeValidator(_written_decimal),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "number",
                    "exclusiveMinimum": -_SMALLER_THAN,
                    "exclusiveMaximum": _SMALLER_THAN,
                },
                {"type": "string", "pattern": f"^{_DECIMAL}$"},
            ]
        }
    ),
]
"""A number of at most 14 digits before the point and 6 after it, also as text."""
