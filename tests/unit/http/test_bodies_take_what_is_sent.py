"""No body of a request has a field of which pydantic would make what nobody sent."""

import pkgutil
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BeforeValidator

import services
from shared.http.request_body import RequestBody

MADE_OF_OTHERS = (bool, int, float, Decimal, date, datetime)


def bare(annotation: Any, *known: Any) -> bool:
    """Whether a day, a moment, a number or a flag stands somewhere in it as pydantic reads it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return bare(inner, *known, *more)
    if get_origin(annotation) is not None:
        return any(bare(each, *known) for each in get_args(annotation))
    return annotation in MADE_OF_OTHERS and not any(
        isinstance(each, BeforeValidator) for each in known
    )


def bodies(of: type[RequestBody] = RequestBody) -> Iterator[type[RequestBody]]:
    for each in of.__subclasses__():
        yield each
        yield from bodies(each)


def test_every_body_takes_what_is_sent_for_what_it_is() -> None:
    for module in pkgutil.walk_packages(services.__path__, "services."):
        if ".api." in module.name:
            import_module(module.name)
    known = [each for each in bodies() if each.__module__.startswith("services.")]
    assert len(known) > 40
    assert [
        f"{body.__module__}.{body.__name__}.{name}"
        for body in known
        for name, field in body.model_fields.items()
        if bare(field.annotation, *field.metadata)
    ] == []


@pytest.mark.parametrize("kind", [date | None, list[int], Annotated[bool, "told"]])
def test_what_pydantic_reads_by_itself_is_found(kind: Any) -> None:
    assert bare(kind)
