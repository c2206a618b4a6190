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


def field_error(found: Found, sent: Any = None) -> FieldError:
    """The field that was wrong, as the body that was sent names it, and what was expected."""
    said = SAID.get(found["type"])
    message = found["msg"] if said is None else said.format_map(found.get("ctx", {}))
    return FieldError(_path(found, sent), message)


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
