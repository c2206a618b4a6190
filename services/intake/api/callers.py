"""Who may see and do what in intake."""

from typing import Annotated

from fastapi import Depends, Request

from services.intake.usecases.access import Reader
from shared.errors import Rejected
from shared.http.auth import Caller, allow
from shared.http.roles import Role

OFFICES: tuple[Role, ...] = ("association", "reviewer", "officer")
"""Who reads applications of other enterprises."""


ADVISERS: tuple[Role, ...] = ("association", "officer")
"""Who may advise on drafts that are put up for it."""

_enterprise = allow("enterprise")
_advisers = allow(*ADVISERS)
_anyone = allow("enterprise", *OFFICES)


async def own_code(request: Request) -> str:
    """The code of the applicant that calls. Raises Rejected when its account carries none."""
    return _code(await _enterprise(request))


async def reader(request: Request) -> Reader:
    """Who reads an application. Raises Rejected for an enterprise account without a code."""
    caller = await _anyone(request)
    roles = caller.roles.intersection(OFFICES)
    if not roles:
        return Reader(_code(caller))
    return Reader(caller.code if "enterprise" in caller.roles else None, roles, caller.office)


# One dependency instead of two nested ones: each costs a submission a twentieth of its time.
own_code.allowed = ("enterprise",)  # type: ignore[attr-defined]
reader.allowed = ("enterprise", *OFFICES)  # type: ignore[attr-defined]


def _code(caller: Caller) -> str:
    if not caller.code:
        raise Rejected(
            "Your account carries no unified social credit code (claim `uscc`), nor the division "
            "code of a city (claim `division`).",
            code="forbidden",
            zh="您的账号没有统一社会信用代码（声明 `uscc`），"
            "也没有城市的行政区划代码（声明 `division`）。",
        )
    return caller.code


async def adviser(request: Request) -> Caller:
    """The official who advises on drafts; each programme says which office."""
    return await _advisers(request)


adviser.allowed = ADVISERS  # type: ignore[attr-defined]


OwnCode = Annotated[str, Depends(own_code)]
WhoAdvises = Annotated[Caller, Depends(adviser)]
WhoReads = Annotated[Reader, Depends(reader)]
