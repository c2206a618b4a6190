"""What is wrong with a field, in words that say what was expected."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from shared.errors import FieldError

Found = Mapping[str, Any]
"""One error as pydantic tells it: `type`, `loc`, `msg`, and `ctx` with the limits."""

WHERE = ("body", "query", "path", "header")
SAID: Mapping[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not asked for; leave it out",
    "json_invalid": "must be JSON; this can't be read: {error}",
    "model_attributes_type": "must be an object of fields",
    "model_type": "must be an object of fields",
    "dict_type": "must be an object of fields",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "too_short": "must have {min_length} or more entries",
    "too_long": "may have {max_length} entries at most",
    "string_type": "must be text",
    "string_unicode": "holds half a character (a lone surrogate)",
    "string_too_short": "must have at least {min_length} character(s)",
    "string_too_long": "may have at most {max_length} characters",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "decimal_type": "must be a number, such as 80.6",
    "decimal_parsing": "must be a number, such as 80.6",
    "decimal_max_digits": "may have at most {max_digits} digits",
    "decimal_max_places": "may have at most {decimal_places} digits after the point",
    "decimal_whole_digits": "may have at most {whole_digits} digits before the point",
    "finite_number": "must be a finite number",
    "date_type": "must be a day, such as 2019-08-30",
    "date_parsing": "must be a day, such as 2019-08-30",
    "date_from_datetime_parsing": "must be a day, such as 2019-08-30",
    "date_from_datetime_inexact": "must be a day, such as 2019-08-30",
    "literal_error": "must be {expected}",
    "union_tag_not_found": "must say by {discriminator} which of them it is",
    "union_tag_invalid": "must say by {discriminator} which it is: {expected_tags}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "may be {le} at most",
    "value_error": "{error}",
}
"""By pydantic's type of error."""
ZH: Mapping[str, str] = {
    "missing": "缺少此项",
    "extra_forbidden": "未要求此项，请删去",
    "json_invalid": "须为 JSON，无法读取：{error}",
    "model_attributes_type": "须为由字段组成的对象",
    "model_type": "须为由字段组成的对象",
    "dict_type": "须为由字段组成的对象",
    "list_type": "须为列表",
    "tuple_type": "须为列表",
    "too_short": "至少须有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "string_type": "须为文本",
    "string_unicode": "含有不完整的字符",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "最多 {max_length} 个字符",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "数字过大",
    "int_from_float": "须为整数",
    "bool_type": "须为 true 或 false",
    "bool_parsing": "须为 true 或 false",
    "decimal_type": "须为数字，如 80.6",
    "decimal_parsing": "须为数字，如 80.6",
    "decimal_max_digits": "最多 {max_digits} 位数字",
    "decimal_max_places": "小数点后最多 {decimal_places} 位",
    "decimal_whole_digits": "小数点前最多 {whole_digits} 位",
    "finite_number": "须为有限的数",
    "date_type": "须为日期，如 2019-08-30",
    "date_parsing": "须为日期，如 2019-08-30",
    "date_from_datetime_parsing": "须为日期，如 2019-08-30",
    "date_from_datetime_inexact": "须为日期，如 2019-08-30",
    "literal_error": "须为下列之一：{expected}",
    "union_tag_not_found": "须以 {discriminator} 注明类别",
    "union_tag_invalid": "{discriminator} 须为下列之一：{expected_tags}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
}
"""The same in Chinese, but for what a rule of ours says by itself."""


def field_error(found: Found, sent: Any = None) -> FieldError:
    """The field that was wrong, as the body that was sent names it, and what was expected."""
    said, limits = SAID.get(found["type"]), found.get("ctx", {})
    message = found["msg"] if said is None else said.format_map(limits)
    zh = ZH.get(found["type"])
    if zh is not None:
        zh = zh.format_map(
            {name: str(limit).replace(" or ", "、") for name, limit in limits.items()}
        )
    return FieldError(_path(found, sent), message, zh)


def _path(found: Found, sent: Any) -> str:
    loc = tuple(found["loc"])
    if found["type"] == "json_invalid" or loc in ((), ("body",)):
        return "body"
    # A refusal from further within knows only the field's own name, so that is what all say.
    parts = loc[1:] if loc[0] in WHERE else loc
    if loc[0] == "body" and sent is not None:
        parts = tuple(_sent(parts, sent, missing=found["type"] == "missing"))
    return ".".join(str(part) for part in parts) or "body"


def _sent(parts: Sequence[str | int], sent: Any, *, missing: bool) -> Iterator[str | int]:
    """The names alone: pydantic puts between them which kind of several it tried."""
    for number, part in enumerate(parts, 1):
        held = range(len(sent)) if isinstance(sent, list) else sent
        if isinstance(held, range | dict) and part in held:
            sent = sent[part]
        elif not (missing and number == len(parts)):
            continue
        yield part


@dataclass(frozen=True, slots=True)
class Written:
    """Annotates a text that has to be written by a pattern, and says in words by which."""

    pattern: str
    expected: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": self.pattern}

    def _checked(self, text: str) -> str:
        if re.fullmatch(self.pattern, text) is None:
            raise ValueError(self.expected)
        return text
