"""Which fields a part of a definition may have, by the types of the models."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from shared.programmes.reference_kinds import Loc


def fields_at(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The names of the fields at a location of pydantic's; none where no mapping of fields is.

    The location names the chosen alternative of a union by its tag, as pydantic's errors do. Where
    none is chosen yet, the fields are those of all alternatives.
    """
    found: Any = model
    for part in loc:
        found = _within(found, part)
    return tuple(
        dict.fromkeys(
            name for _, each in _alternatives(found) if _is_model(each) for name in _fields(each)
        )
    )


def _within(annotation: Any, part: str | int) -> Any:
    """The type of what lies one part further in; None where nothing does."""
    alternatives = list(_alternatives(annotation))
    for tag, each in alternatives:
        if tag is not None and tag == part:
            return each
    for _, each in alternatives:
        origin = get_origin(each)
        if origin is tuple and isinstance(part, int):
            return get_args(each)[0]
        if origin is dict:
            return get_args(each)[1]
        if _is_model(each) and part in _fields(each):
            return _fields(each)[str(part)]
    return None


def _alternatives(annotation: Any) -> Iterator[tuple[str | None, Any]]:
    """What the type may be, each with the tag that errors have for it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        tags = [each.tag for each in arguments if isinstance(each, Tag)]
        for tag, each in _alternatives(arguments[0]):
            yield (tags[0] if tags else tag), each
    elif origin in (Union, UnionType):
        for each in arguments:
            yield from _alternatives(each)
    else:
        kind = get_args(_fields(annotation).get("kind")) if _is_model(annotation) else ()
        yield (kind[0] if kind else None), annotation


def _is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
