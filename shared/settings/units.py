"""What a number among the settings counts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a setting; stands in its annotation."""

    name: str


def _seconds(value: Any) -> Any:
    try:
        return timedelta(seconds=float(value)) if isinstance(value, str) else value
    except ValueError:
        return value


Duration = Annotated[timedelta, BeforeValidator(_seconds), Unit("seconds")]
"""Seconds such as `0.3`, or ISO 8601 such as `PT0.3S`."""
