"""Every setting of services and command line, as their classes define them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo
from pydantic.types import PathType

from deploy.local.settings import LocalSettings
from deploy.settings import Settings as CommandSettings
from services.intake.settings import Settings as IntakeSettings
from services.notify.settings import Settings as NotifySettings
from services.portal.settings import Settings as PortalSettings
from services.review.settings import Settings as ReviewSettings
from services.stats.settings import Settings as StatsSettings
from shared.settings import Settings, Unit
from shared.settings.base import variable
from shared.settings.reading import example_of, is_secret

SERVICES: Mapping[str, type[Settings]] = {
    "intake": IntakeSettings,
    "review": ReviewSettings,
    "stats": StatsSettings,
    "notify": NotifySettings,
    "portal": PortalSettings,
}
COMMAND = "laurel"
READERS: Mapping[str, Iterable[type[Settings]]] = {
    **{name: (kind,) for name, kind in SERVICES.items()},
    COMMAND: (CommandSettings, LocalSettings),
}
NAMES = {bool: "true or false", int: "whole number", float: "number", timedelta: "duration"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable; `default` is None when it has to be set, empty when it need not be."""

    variable: str
    form: str
    default: str | None
    meaning: str
    example: str
    readers: tuple[str, ...]


def all_settings() -> list[Setting]:
    """Every setting once, with all who read it, in the order of the classes."""
    found: dict[str, FieldInfo] = {}
    readers: dict[str, list[str]] = {}
    for reader, kinds in READERS.items():
        for name, field in ((n, f) for kind in kinds for n, f in kind.model_fields.items()):
            found.setdefault(name, field)
            known = readers.setdefault(name, [])
            if reader not in known:
                known.append(reader)
    return [_setting(name, field, tuple(readers[name])) for name, field in found.items()]


def settings_of(reader: str) -> list[Setting]:
    """What a service, or the command line, is told."""
    return [setting for setting in all_settings() if reader in setting.readers]


def _setting(name: str, field: FieldInfo, readers: tuple[str, ...]) -> Setting:
    return Setting(
        variable=variable(name),
        form=", ".join(_form(field)),
        default=None if field.is_required() else _shown(field.default),
        meaning=field.description or "",
        example=example_of(field),
        readers=readers,
    )


def _form(field: FieldInfo) -> Iterator[str]:
    kinds = [kind for kind in _alternatives(field.annotation) if kind is not type(None)]
    if is_secret(field):
        yield "secret"
    elif get_origin(kinds[0]) is Literal:
        yield " / ".join(map(str, get_args(kinds[0])))
    else:
        yield _path_type(field) or NAMES.get(kinds[0], "text")
    yield from (each.name for each in field.metadata if isinstance(each, Unit))
    for bound in field.metadata:
        match bound:
            case Ge(ge=least):
                yield f"at least {_shown(least)}"
            case Gt(gt=below):
                yield f"more than {_shown(below)}"
            case Le(le=most):
                yield f"at most {_shown(most)}"


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    return get_args(annotation) if origin in (Union, UnionType) else (annotation,)


def _path_type(field: FieldInfo) -> str | None:
    kinds = _alternatives(field.annotation)
    metadata = [*field.metadata, *(m for kind in kinds for m in getattr(kind, "__metadata__", ()))]
    if PathType("dir") in metadata:
        return "folder"
    return "file" if PathType("file") in metadata or Path in kinds else None


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case timedelta():
            return f"{value.total_seconds():g}"
        case float():
            return f"{value:g}"
        case _:
            return str(value)
