"""Reads settings; whatever is wrong with them is told at once, and nothing of a secret."""

import os
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from shared.settings.base import Settings, secrets_folder, variable
from shared.settings.faults import WrongSettings

S = TypeVar("S", bound=Settings)

FORM_ONLY = frozenset({"missing", "string_pattern_mismatch"})
"""Faults of which what is wanted says more than pydantic's message."""


def read(kind: type[S], environ: Mapping[str, str] | None = None) -> S:
    """The settings from environment and secret files. Raises WrongSettings, naming every fault.

    `environ` comes before the environment of this process.
    """
    given = environ or {}
    values: dict[str, Any] = {
        name: given[variable(name)] for name in kind.model_fields if variable(name) in given
    }
    everything = {**os.environ, **given}
    for name, former in kind.former.items():
        if not everything.get(variable(name)) and everything.get(variable(former)):
            values[name] = everything[variable(former)]
    try:
        return kind(**values, _secrets_dir=secrets_folder())
    except ValidationError as error:
        raise WrongSettings(*(_fault(kind, dict(found)) for found in error.errors())) from None


def is_secret(field: FieldInfo) -> bool:
    """Whether the value must never be shown."""
    return SecretStr in (field.annotation, *getattr(field.annotation, "__args__", ()))


def example_of(field: FieldInfo) -> str:
    """A value that would do, as it would stand in the environment; empty when none is known."""
    return str(field.examples[0]) if field.examples else ""


def _fault(kind: type[Settings], found: dict[str, Any]) -> str:
    name = str(found["loc"][0])
    field = kind.model_fields[name]
    if found["type"] == "missing":
        got = "is missing"
    elif is_secret(field):
        got = "has a value that is not shown here"
    else:
        got = f"is {str(found['input'])!r}"
    why = "" if found["type"] in FORM_ONLY else f": {_reason(found)}"
    example = f", for example {example_of(field)}" if example_of(field) else ""
    return f"{variable(name)} {got}{why}; wanted: {field.description}{example}"


def _reason(found: dict[str, Any]) -> str:
    reason = str(found["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    return reason[0].lower() + reason[1:] if reason[:2].istitle() else reason
