"""Pydantic's errors in the words of a definition file: what was expected, and what is there."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shared.programmes.document import Document
from shared.programmes.errors import Problem
from shared.programmes.fields_at import fields_at
from shared.programmes.nearest import did_you_mean, nearest
from shared.programmes.reference_kinds import Loc
from shared.programmes.shapes import IN_WORDS
from shared.programmes.tags import NO_KEY

_MAPPING = "expected a mapping of fields"
_EXPECTED = {
    "missing": "expected this field, but it is not there",
    "string_type": "expected a text (in quotes if it looks like a number, a date or yes/no)",
    "tuple_type": "expected a list",
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "timezone_aware": "expected an instant with its time zone, like 2019-05-06T00:00:00+08:00",
    "datetime_type": "expected an instant with its time zone, like 2019-05-06T00:00:00+08:00",
    "date_type": "expected a date, like 2019-05-06",
    "string_too_short": "expected a text of {min_length} characters or more",
    "string_too_long": "expected a text of {max_length} characters or less",
    "too_short": "expected at least {min_length} of them",
}
_SHOWN = (str, int, float, bool)
_QUOTED = re.compile(r"'([^']*)'")


def problems(document: Document, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """One problem a place, in document order; the alternatives of a union share one message.

    `model` is what the document was to be.
    """
    details = [_with_key_named(detail, model) for detail in error.errors(include_url=False)]
    unknown = _unknown_keys(document, details, model)
    misspelt = {(*loc[:-1], near) for loc, near in unknown.items() if near is not None}
    found: dict[tuple[int, str], list[str]] = {}
    alone: list[Problem] = []
    for detail in details:
        kind, loc = detail["type"], detail["loc"]
        if kind == "reference":
            alone.append(Problem(document.file, *document.locate_field(loc), detail["msg"]))
            continue
        if kind == "too_short" and _has_inner(loc, details):
            continue  # The parts are there; each has a problem of its own.
        if kind == "missing" and loc in misspelt:
            continue  # It is there under the name that is refused.
        at = document.locate(loc, absent=kind == "missing")
        if kind == "extra_forbidden":
            words = _about_key(unknown[loc])
        elif kind == NO_KEY:
            words = detail["msg"] + _near_key(detail["input"], fields_at(model, loc))
        else:
            words = _words(detail)
        found.setdefault(at, []).append(words)
    united = (
        Problem(document.file, line, field, " or ".join(_without_repeats(words)))
        for (line, field), words in found.items()
    )
    return sorted((*united, *alone))


def _with_key_named(detail: ErrorDetails, model: type[BaseModel]) -> ErrorDetails:
    """The same, where a field says which alternative it is: located at that field."""
    if detail["type"] == "union_tag_invalid":
        return detail | {"loc": (*detail["loc"], _discriminator(detail))}
    if detail["type"] == "union_tag_not_found":
        name, known = _discriminator(detail), fields_at(model, detail["loc"])
        meant = nearest(name, (key for key in detail["input"] if key not in known))
        if meant is not None:
            return detail | {"type": "extra_forbidden", "loc": (*detail["loc"], meant)}
        return detail | {"type": "missing", "loc": (*detail["loc"], name)}
    return detail


def _discriminator(detail: ErrorDetails) -> str:
    return str(detail["ctx"]["discriminator"]).strip("'")


def _unknown_keys(
    document: Document, details: list[ErrorDetails], model: type[BaseModel]
) -> dict[Loc, str | None]:
    """The keys that nobody knows, each with the known and unused one that is nearest to it."""
    found: dict[Loc, str | None] = {}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "extra_forbidden":
            used = document.keys(loc[:-1])
            unused = [name for name in fields_at(model, loc[:-1]) if name not in used]
            found[loc] = nearest(str(loc[-1]), unused)
    return found


def _about_key(near: str | None) -> str:
    if near is None:
        return "expected no such field here; check its spelling and its indentation"
    return f"expected no such field here; did you mean {near}?"


def _has_inner(loc: Loc, details: list[ErrorDetails]) -> bool:
    return any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)


def _words(detail: ErrorDetails) -> str:
    kind, found, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind == "union_tag_invalid":
        tag = str(context["tag"])
        known = str(context["expected_tags"])
        return f"expected one of {known}, not {tag!r}{did_you_mean(tag, _QUOTED.findall(known))}"
    if kind == "string_pattern_mismatch":
        words = f"expected {IN_WORDS[context['pattern']]}"
    elif kind in _EXPECTED:
        words = _EXPECTED[kind].format_map(context)
    else:
        words = detail["msg"].replace("Input should be", "expected", 1)
    if kind == "missing" or not isinstance(found, _SHOWN) or len(repr(found)) >= 80:
        return words
    choices = _QUOTED.findall(words) if kind == "literal_error" else ()
    return f"{words}, not {found!r}{did_you_mean(str(found), choices)}"


def _near_key(found: Any, known: tuple[str, ...]) -> str:
    """Which key was meant in a mapping that has none of those that tell alternatives apart."""
    keys = [str(key) for key in found if key not in known] if isinstance(found, dict) else []
    return next((near for key in keys if (near := did_you_mean(key, known))), "")


def _without_repeats(words: list[str]) -> Iterator[str]:
    for i, text in enumerate(dict.fromkeys(words)):
        yield text if i == 0 else text.removeprefix("expected ")
