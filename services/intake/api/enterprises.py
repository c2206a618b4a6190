"""Enterprises and cities register, and keep what they said of themselves up to date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from services.intake.api.documented import refusals
from services.intake.api.schemas.enterprises import EnterpriseView
from services.intake.api.schemas.requests import Id, ProfileBody, readable_qualifications
from services.intake.usecases.access import Reader as Reading
from services.intake.usecases.read_enterprise import ReadEnterprise
from services.intake.usecases.register_enterprise import RegisterEnterprise
from shared.calendar import beijing_date
from shared.errors import FieldError, NotFound, Rejected
from shared.http.also_wrong import also_wrong, readable
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow
from shared.http.if_match import etag
from shared.identity import (
    ApplicantCode,
    InvalidDivision,
    parse,
    parse_as_issued,
    parse_division,
    six_digits,
)

NO_CODE = (
    "uscc-length",
    "uscc-character",
    "uscc-authority",
    "uscc-division",
    "uscc-check-digit",
    "division-form",
    "division-unknown",
    "division-not-in-force",
)
Owner = Annotated[Caller, Depends(allow("enterprise"))]
Reader = Annotated[Caller, Depends(allow("enterprise", "association"))]


def enterprise_routes(register: RegisterEnterprise, read: ReadEnterprise) -> APIRouter:
    """`PUT` and `GET /intake/v1/enterprises/{uscc}`."""
    router = APIRouter(prefix="/intake/v1/enterprises", tags=["enterprises"])

    async def also(_: Request, sent: Any) -> Iterable[FieldError]:
        return register.faults(readable(Id, sent, "district"), readable_qualifications(sent))

    @router.put(
        "/{uscc}",
        summary="Register an enterprise or a city, or change what it said of itself",
        responses={
            201: {"model": EnterpriseView, "description": "Registered"},
            **refusals(*NO_CODE),
        },
    )
    @also_wrong(also)
    async def put(
        uscc: str,
        body: ProfileBody,
        caller: Owner,
        at: Annotated[datetime, Depends(arrived)],
        response: Response,
    ) -> EnterpriseView:
        """A name that changes is kept among the former names. Spaces and hyphens in the code are
        left out. A city registers by its division code, which has to be in force then.
        Qualifications that are left out stay as they are; an application goes by those that are
        registered when it is submitted.
        """
        code = _own(caller, uscc, at)
        saved = await register(code, body.profile(), at, body.held())
        response.status_code = 201 if saved.new else 200
        response.headers["ETag"] = etag(saved.version)
        return EnterpriseView.of(saved.enterprise, saved.version)

    @router.get(
        "/{uscc}",
        summary="A registered enterprise or city",
        responses=refusals("not-found", *NO_CODE),
    )
    async def get(
        uscc: str,
        caller: Reader,
        at: Annotated[datetime, Depends(arrived)],
        response: Response,
    ) -> EnterpriseView:
        """An enterprise or a city sees itself, the association those that have applied to the
        programmes in which it takes part.
        """
        office = caller.roles.intersection({"association"})
        code = _any(uscc) if office else _own(caller, uscc, at)
        own = code if caller.owns(code) else None
        try:
            found = await read(code, Reading(own, office, caller.office))
        except NotFound:
            _check(code, at)
            raise
        response.headers["ETag"] = etag(found.version)
        return EnterpriseView.of(found.enterprise, found.version)

    return router


def _own(caller: Caller, text: str, at: datetime) -> str:
    """The code that the caller's token carries; a mistyped one is told so before all else."""
    code = six_digits(text) if caller.division is not None else parse_as_issued(text)
    if not caller.owns(code):
        _check(code, at)
        raise Rejected(
            "Your account speaks for another applicant than this one.",
            code="forbidden",
            zh="您的账号代表的是另一个申报主体。",
        )
    return code


def _any(text: str) -> str:
    """A code of either kind, as it is kept: a city's need not be in force any more."""
    try:
        return six_digits(text)
    except InvalidDivision:
        return parse_as_issued(text)


def _check(code: str, at: datetime) -> None:
    """Raises InvalidUscc or InvalidDivision for what nobody vouches for and is no code today."""
    if ApplicantCode.of(code).kind == "credit":
        parse(code)
    else:
        parse_division(code, beijing_date(at))
