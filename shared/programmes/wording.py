"""Pydantic's errors in the words of a definition file: what was expected, and what is there."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.programmes.document import Document
from shared.programmes.errors import Problem
from shared.programmes.reference_kinds import Loc

_EXPECTED = {
    "missing": "expected this field, but it is not there",
    "extra_forbidden": "expected no such field here; check its spelling and its indentation",
    "string_type": "expected a text (in quotes if it looks like a number, a date or yes/no)",
    "tuple_type": "expected a list",
    "model_type": "expected a mapping of fields",
    "dict_type": "expected a mapping of fields",
    "timezone_aware": "expected an instant with its time zone, like 2019-05-06T00:00:00+08:00",
    "datetime_type": "expected an instant with its time zone, like 2019-05-06T00:00:00+08:00",
    "date_type": "expected a date, like 2019-05-06",
    "too_short": "expected at least {min_length} of them",
    "string_pattern_mismatch": "expected a text that matches {pattern}",
}
_SHOWN = (str, int, float, bool)


def problems(document: Document, error: ValidationError) -> list[Problem]:
    """One problem a place, in document order; the alternatives of a union share one message."""
    told: dict[tuple[int, str], list[str]] = {}
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and _has_inner(detail["loc"], details):
            continue  # The parts are there; each has a problem of its own.
        loc = detail["loc"]
        if detail["type"] == "union_tag_invalid":
            loc = (*loc, detail["ctx"]["discriminator"].strip("'"))
        place = document.locate(loc, absent=detail["type"] in ("missing", "reference"))
        told.setdefault(place, []).append(_words(detail))
    return sorted(
        Problem(document.file, line, field, " or ".join(_without_repeats(words)))
        for (line, field), words in told.items()
    )


def _has_inner(loc: Loc, details: list[ErrorDetails]) -> bool:
    return any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)


def _words(detail: ErrorDetails) -> str:
    kind, found = detail["type"], detail.get("input")
    if kind in ("reference", "requirement", "condition"):
        return detail["msg"]
    if kind == "union_tag_invalid":
        return f"expected one of {detail['ctx']['expected_tags']}, not {detail['ctx']['tag']!r}"
    if kind in _EXPECTED:
        words = _EXPECTED[kind].format_map(detail.get("ctx", {}))
    else:
        words = detail["msg"].replace("Input should be", "expected", 1)
    shown = isinstance(found, _SHOWN) and kind not in ("missing", "extra_forbidden")
    return f"{words}, not {found!r}" if shown and len(repr(found)) < 80 else words


def _without_repeats(words: list[str]) -> Iterator[str]:
    for i, text in enumerate(dict.fromkeys(words)):
        yield text if i == 0 else text.removeprefix("expected ")
