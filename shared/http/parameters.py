"""What an address asks for that nobody answers is refused, instead of being left out unsaid."""

from collections.abc import Iterable, Iterator

from fastapi import Request
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.errors import FieldError, Rejected
from shared.http.also_wrong import all_faults
from shared.http.plain import field_error

SHARED_BY = ("from", "isappinstalled", "nsukey", "scene", "spm", "share_token", "fbclid", "gclid")
"""What messengers and search engines hang on the address of a page that somebody passes on."""
CAMPAIGN = "utm_"


class UnknownParameter(Rejected):
    """The address asks for something by a name that is not known there."""

    def __init__(
        self, unknown: list[str], known: list[str], others: Iterable[FieldError] = ()
    ) -> None:
        """`others` are the faults of those that are known."""
        en = f"is not known here; {'known: ' + ', '.join(known) if known else 'leave it out'}"
        zh = f"此地址没有这个参数；{'可用的有：' + '、'.join(known) if known else '请删去'}"
        super().__init__(
            "Nothing was done. Leave out or correct the parameters named under `errors`.",
            (*(FieldError(name, en, zh=zh) for name in unknown), *others),
            code="invalid-request",
            zh="未作任何处理。请删去或改正 `errors` 中列出的参数。",
        )


class Asked:
    """A route that answers only addresses of which it knows every parameter.

    The address of a page may be `passed_on` by messengers that hang something on it.
    """

    def __init__(self, route: ASGIApp, fields: list[ModelField], *, passed_on: bool) -> None:
        self._route = route
        self._fields = fields
        self._known = [field.alias for field in fields]
        self._passed_on = passed_on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises UnknownParameter, which names all of them, and whatever else is wrong."""
        asked = dict.fromkeys(QueryParams(scope["query_string"]))
        unknown = [name for name in asked if name not in self._known]
        if self._passed_on:
            unknown = [name for name in unknown if not _by_passing_on(name)]
        if unknown:
            raise UnknownParameter(unknown, self._known, await self._others(scope, receive))
        await self._route(scope, receive, send)

    async def _others(self, scope: Scope, receive: Receive) -> list[FieldError]:
        request = Request(scope, receive)
        _, found = request_params_to_args(self._fields, request.query_params)
        unread = [field_error(each) for each in found]
        return await all_faults(request, RequestValidationError(found), unread)


def parameters_of(route: APIRoute) -> list[ModelField]:
    """What a route reads from the query, each name once, in their order."""
    return list({field.alias: field for field in _read_by(route.dependant)}.values())


def _read_by(dependant: Dependant) -> Iterator[ModelField]:
    yield from dependant.query_params
    for inner in dependant.dependencies:
        yield from _read_by(inner)


def _by_passing_on(name: str) -> bool:
    return name in SHARED_BY or name.startswith(CAMPAIGN)
