"""What else is wrong with a request of which some fields can't even be read: told with them."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from shared.errors import FieldError, Rejected

FindFaults = Callable[[Request, Any], Awaitable[Iterable[FieldError]]]
"""Finds what is wrong with the fields that can be read; it is given the body as it was sent."""

_FIND = "laurel_also_wrong"
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def also_wrong(find: FindFaults) -> Callable[[Endpoint], Endpoint]:
    """Marks a route: what `find` finds is told beside the fields that can't be read.

    `find` changes nothing and passes over what it can't read; what it raises is told by the route
    itself, once all fields can be read.
    """

    def marked(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _FIND, find)
        return endpoint

    return marked


async def all_faults(
    request: Request, error: RequestValidationError, unread: Sequence[FieldError]
) -> list[FieldError]:
    """The fields that can't be read, and what else is wrong, each field once."""
    find: FindFaults | None = getattr(request.scope.get("endpoint"), _FIND, None)
    if find is None:
        return list(unread)
    try:
        found = list(await find(request, error.body))
    except Rejected:
        found = []
    return [*unread, *_others(found, [fault.field for fault in unread])]


def _others(found: Iterable[FieldError], unread: Sequence[str]) -> Iterator[FieldError]:
    for fault in found:
        within = (f"{fault.field}.".startswith(f"{field}.") for field in unread)
        if not any(within):
            yield fault


def readable(kind: Any, sent: Any, name: str) -> Any:
    """The field of a body as a field of this type is read; None where it is absent or can't be."""
    if not isinstance(sent, dict) or sent.get(name) is None:
        return None
    try:
        return TypeAdapter(kind).validate_python(sent[name])
    except ValidationError:
        return None
