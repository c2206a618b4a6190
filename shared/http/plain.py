"""What is wrong with a field, in words that say what was expected."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from shared.errors import FieldError
from shared.values import Bilingual

Found = Mapping[str, Any]
"""One error as pydantic tells it: `type`, `loc`, `msg`, and `ctx` with the limits."""

WHERE = ("body", "query", "path", "header")
_INSTANT = Bilingual(
    zh="带时区的时刻，如 2019-08-30T09:30:00+08:00",
    en="an instant with its time zone, such as 2019-08-30T09:30:00+08:00",
)
_UUID = Bilingual(
    zh="UUID，如 6f1c1f9e-6a43-4c6e-9f0e-0d7b2f5c8e11",
    en="a UUID, such as 6f1c1f9e-6a43-4c6e-9f0e-0d7b2f5c8e11",
)
_URL = Bilingual(
    zh="网址，如 https://portal.example/", en="an address, such as https://portal.example/"
)
SAID: Mapping[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not asked for; leave it out",
    "unknown_field": "is no field that there is here; leave it out, or use one of: {known}",
    "unknown_field_near": "is no field that there is here; did you mean {near}?",
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
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "date_type": "must be a day, such as 2019-08-30",
    "date_parsing": "must be a day, such as 2019-08-30",
    "date_from_datetime_parsing": "must be a day, such as 2019-08-30",
    "date_from_datetime_inexact": "must be a day, such as 2019-08-30",
    "date_past": "must be a day in the past",
    "date_future": "must be a day to come",
    "datetime_type": f"must be {_INSTANT.en}",
    "datetime_parsing": f"must be {_INSTANT.en}",
    "datetime_object_invalid": f"must be {_INSTANT.en}",
    "datetime_from_date_parsing": f"must be {_INSTANT.en}",
    "datetime_past": "must be an instant in the past",
    "datetime_future": "must be an instant to come",
    "timezone_aware": f"must say its time zone: {_INSTANT.en}",
    "timezone_naive": "must say no time zone",
    "timezone_offset": f"must be {_INSTANT.en}",
    "time_type": "must be a time of day, such as 09:30",
    "time_parsing": "must be a time of day, such as 09:30",
    "time_delta_type": "must be a duration, such as P5D",
    "time_delta_parsing": "must be a duration, such as P5D",
    "uuid_type": f"must be {_UUID.en}",
    "uuid_parsing": f"must be {_UUID.en}",
    "uuid_version": f"must be {_UUID.en}",
    "url_type": f"must be {_URL.en}",
    "url_parsing": f"must be {_URL.en}",
    "url_syntax_violation": f"must be {_URL.en}",
    "url_too_long": "may have at most {max_length} characters",
    "url_scheme": "must begin with {expected_schemes}",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
    "union_tag_not_found": "must say by {discriminator} which of them it is",
    "union_tag_invalid": "must say by {discriminator} which it is: {expected_tags}",
    "greater_than": "must be more than {gt}",
    "less_than": "must be less than {lt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "may be {le} at most",
    "multiple_of": "must be a multiple of {multiple_of}",
    "none_required": "must be null",
    "json_type": "must be text that is JSON",
    "string_pattern_mismatch": "must be written as {pattern}",
    "string_not_ascii": "must be of ASCII characters",
    "set_type": "must be a list",
    "frozen_set_type": "must be a list",
    "iterable_type": "must be a list",
    "mapping_type": "must be an object of fields",
    "dataclass_type": "must be an object of fields",
    "bytes_type": "must be text",
    "bytes_too_short": "must have at least {min_length} byte(s)",
    "bytes_too_long": "may have at most {max_length} bytes",
    "bytes_invalid_encoding": "can't be read in its encoding",
    "recursion_loop": "must not be within itself",
    "invalid_key": "must have texts as the names of its fields",
    "value_error": "{error}",
    "told": "{en}",
}
"""By pydantic's type of error."""
ZH: Mapping[str, str] = {
    "missing": "缺少此项",
    "extra_forbidden": "未要求此项，请删去",
    "unknown_field": "没有此项；请删去，或改用下列之一：{known}",
    "unknown_field_near": "没有此项；是否应为 {near}？",
    "json_invalid": "须为 JSON，无法读取",
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
    "float_type": "须为数字",
    "float_parsing": "须为数字",
    "finite_number": "须为有限的数",
    "date_type": "须为日期，如 2019-08-30",
    "date_parsing": "须为日期，如 2019-08-30",
    "date_from_datetime_parsing": "须为日期，如 2019-08-30",
    "date_from_datetime_inexact": "须为日期，如 2019-08-30",
    "date_past": "须为过去的日期",
    "date_future": "须为将来的日期",
    "datetime_type": f"须为{_INSTANT.zh}",
    "datetime_parsing": f"须为{_INSTANT.zh}",
    "datetime_object_invalid": f"须为{_INSTANT.zh}",
    "datetime_from_date_parsing": f"须为{_INSTANT.zh}",
    "datetime_past": "须为过去的时刻",
    "datetime_future": "须为将来的时刻",
    "timezone_aware": f"须注明时区：{_INSTANT.zh}",
    "timezone_naive": "不得注明时区",
    "timezone_offset": f"须为{_INSTANT.zh}",
    "time_type": "须为时间，如 09:30",
    "time_parsing": "须为时间，如 09:30",
    "time_delta_type": "须为时长，如 P5D",
    "time_delta_parsing": "须为时长，如 P5D",
    "uuid_type": f"须为{_UUID.zh}",
    "uuid_parsing": f"须为{_UUID.zh}",
    "uuid_version": f"须为{_UUID.zh}",
    "url_type": f"须为{_URL.zh}",
    "url_parsing": f"须为{_URL.zh}",
    "url_syntax_violation": f"须为{_URL.zh}",
    "url_too_long": "最多 {max_length} 个字符",
    "url_scheme": "须以下列之一开头：{expected_schemes}",
    "enum": "须为下列之一：{expected}",
    "literal_error": "须为下列之一：{expected}",
    "union_tag_not_found": "须以 {discriminator} 注明类别",
    "union_tag_invalid": "{discriminator} 须为下列之一：{expected_tags}",
    "greater_than": "须大于 {gt}",
    "less_than": "须小于 {lt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "multiple_of": "须为 {multiple_of} 的倍数",
    "none_required": "须为 null",
    "json_type": "须为 JSON 文本",
    "string_pattern_mismatch": "须符合格式 {pattern}",
    "string_not_ascii": "须由 ASCII 字符组成",
    "set_type": "须为列表",
    "frozen_set_type": "须为列表",
    "iterable_type": "须为列表",
    "mapping_type": "须为由字段组成的对象",
    "dataclass_type": "须为由字段组成的对象",
    "bytes_type": "须为文本",
    "bytes_too_short": "至少须有 {min_length} 个字节",
    "bytes_too_long": "最多 {max_length} 个字节",
    "bytes_invalid_encoding": "无法按其编码读取",
    "recursion_loop": "不得包含自身",
    "invalid_key": "字段名须为文本",
    "told": "{zh}",
}
"""The same in Chinese, but for what a rule of ours says by itself."""


OF_VALUES: Mapping[str, str] = {
    "must have something to read": "须有可读的内容",
    "must be within the years 1 to 9999 in UTC": "换算为 UTC 后须在公元 1 至 9999 年之间",
    "must name each application once": "每件申报只能列一次",
    "must be lines of printable characters": "须为由可显示字符组成的文字",
    "must be one line of printable characters": "须为一行可显示的文字",
    "must be `agency-` and small letters, digits and hyphens": (
        "须为 `agency-` 及小写字母、数字和连字符"
    ),
    "must be one e-mail address, such as declare@enterprise.example": "须为一个电子邮件地址，"
    "如 declare@enterprise.example",
    "must be a number to call, such as 0750-1234567, or 0750-1234567 ext. 8001": (
        "须为可拨打的电话号码，如 0750-1234567，或 0750-1234567 转 8001"
    ),
    "must be one e-mail address, such as zhangsan@example.cn": (
        "须为一个电子邮箱地址，如 zhangsan@example.cn"
    ),
    "must be the eight digits of the mail": "须为邮件中的八位数字",
    "must be an id of small letters, digits and hyphens, such as high-tech-enterprise": "须为由小写"
    "字母、数字和连字符组成的标识，如 high-tech-enterprise",
    "must be letters, digits, dots, underscores and hyphens, 80 at most": "须由字母、数字、点、"
    "下划线和连字符组成，最多 80 个",
    "must name an application, or an enterprise by uscc and enterprise": "须列明申报，或以 uscc 和 "
    "enterprise 列明企业",
    "must name one application or more; at most": "至少须列出一项申报；最多",
    "must judge each requirement and each file once; more than once": "每项材料、每个文件只能"
    "审查一次；重复的有",
}
"""What validators of our own say; what follows a colon is named as it is."""


def _of_value(text: str) -> str | None:
    said, colon, named = text.partition(": ")
    zh = OF_VALUES.get(said)
    return zh if zh is None or not colon else f"{zh}：{named}"


def field_error(found: Found, sent: Any = None) -> FieldError:
    """The field that was wrong, as the body that was sent names it, and what was expected."""
    kind, limits = found["type"], found.get("ctx", {})
    # Of a text that was tidied first pydantic tells only that it has a length.
    if kind in ("too_long", "too_short") and isinstance(found.get("input"), str):
        kind = f"string_{kind}"
    if limits.get("near"):
        kind = f"{kind}_near"
    said, zh = SAID.get(kind), ZH.get(kind)
    message = found["msg"] if said is None else said.format_map(limits)
    if kind == "value_error":
        zh = _of_value(message)
    elif kind == "json_invalid":
        zh = f"须为 JSON，{_unread(found)}"
    elif zh is not None:
        zh = zh.format_map({name: _limit_zh(name, limit) for name, limit in limits.items()})
    return FieldError(_path(found, sent), message, zh or f"填写有误。英文说明：{message}")


def unread_body(cause: BaseException | None) -> FieldError | None:
    """What keeps a body from being read as JSON that is no fault of its grammar; None otherwise."""
    match cause:
        case UnicodeDecodeError():
            en, zh = "must be JSON in UTF-8", "须为 UTF-8 编码的 JSON"
        case RecursionError():
            en, zh = "must be JSON that is nested less deeply", "须为嵌套层数较少的 JSON"
        case ValueError():
            most = sys.get_int_max_str_digits()
            en = f"must be JSON with numbers of {most} digits at most"
            zh = f"须为 JSON，其中的数字最多 {most} 位"
        case _:
            return None
    return FieldError("body", en, zh)


def _limit_zh(name: str, limit: Any) -> str:
    """A limit as it stands in a Chinese sentence: words to choose from without quotes and “or”."""
    if not name.startswith("expected"):
        return str(limit)
    words = re.findall(r"'([^']*)'", str(limit))
    return "、".join(words) if words else str(limit).replace(" or ", "、")


def _unread(found: Found) -> str:
    """From where a body can't be read: by Python's parser its position, by pydantic's its line."""
    position = found["loc"][-1] if found["loc"] else None
    if isinstance(position, int):
        return f"从第 {position + 1} 个字符起无法读取"
    line = re.search(r"line (\d+) column (\d+)", str(found.get("ctx", {}).get("error")))
    return f"从第 {line[1]} 行第 {line[2]} 个字符起无法读取" if line else "无法读取"


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


def expected(text: Bilingual) -> PydanticCustomError:
    """What a validator raises that says in both languages what was expected."""
    return PydanticCustomError("told", "{en}", {"en": text.en, "zh": text.zh})


def something(text: str) -> str:
    """Raises ValueError for nothing.

    Behind a validator that comes before it, the least length of a text is counted before blanks at
    the ends are taken off.
    """
    if not text:
        raise ValueError("must have something to read")
    return text


NOT_BLANK: dict[str, JsonValue] = {"pattern": r"\S"}
"""What the document says of a text whose blanks at both ends are taken off before it is counted."""


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
