"""The single values of a YAML document, and what is expected where there is none."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"
_FLOAT = f"{_TAG}float"
_TIMESTAMP = f"{_TAG}timestamp"
_DATE_LENGTH = len("2019-05-06")
_NUMBER = "a number, like 12 or 0.5"
_EXPECTED = {
    f"{_TAG}bool": "yes or no",
    f"{_TAG}int": _NUMBER,
    _FLOAT: _NUMBER,
}
_YEARS = range(2, 9999)
"""Those in which no time zone leads out of the calendar."""
_SHOWN = 80


def value_of(loader: yaml.SafeLoader | yaml.CSafeLoader, node: yaml.Node) -> Any:
    """What the node stands for; a number with a point is exact.

    Raises ValueError for what looks like a date or a number and is none, as 30 February.
    """
    try:
        found: Any = (
            Decimal(node.value.replace("_", ""))
            if node.tag == _FLOAT
            else loader.construct_object(node)
        )
    # PyYAML takes on trust that a text fits its tag, which may be written out (`!!bool maybe`).
    except (InvalidOperation, AttributeError, LookupError) as error:
        raise ValueError(node.value) from error
    infinite = isinstance(found, Decimal) and not found.is_finite()
    if infinite or (isinstance(found, date) and found.year not in _YEARS):
        raise ValueError(node.value)
    return found


def expected_for(node: yaml.Node) -> str:
    """What should stand in the place of a node that has no value."""
    text = str(node.value)
    words = _EXPECTED.get(node.tag, "a value that its tag allows")
    if node.tag == _TIMESTAMP:
        words = (
            "a date of the calendar, like 2019-05-06"
            if len(text) <= _DATE_LENGTH
            else "an instant with its time zone, like 2019-05-06T00:00:00+08:00"
        )
    shown = text if len(text) < _SHOWN else f"{text[:_SHOWN]}…"
    return f"expected {words}, not {shown!r}"
