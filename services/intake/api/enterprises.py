"""Enterprises register, and keep what they said of themselves up to date."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.intake.api.documented import refusals
from services.intake.api.headers import etag
from services.intake.api.schemas.enterprises import EnterpriseView
from services.intake.api.schemas.requests import ProfileBody
from services.intake.ports import Enterprises
from services.intake.usecases.register_enterprise import RegisterEnterprise
from shared.errors import NotFound, Rejected
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow
from shared.identity import Uscc, parse, parse_as_issued

NO_CODE = ("uscc-length", "uscc-character", "uscc-authority", "uscc-division", "uscc-check-digit")
Owner = Annotated[Caller, Depends(allow("enterprise"))]
Reader = Annotated[Caller, Depends(allow("enterprise", "association"))]


def enterprise_routes(register: RegisterEnterprise, enterprises: Enterprises) -> APIRouter:
    """`PUT` and `GET /intake/v1/enterprises/{uscc}`."""
    router = APIRouter(prefix="/intake/v1/enterprises", tags=["enterprises"])

    @router.put(
        "/{uscc}",
        summary="Register an enterprise, or change what it said of itself",
        responses={
            201: {"model": EnterpriseView, "description": "Registered"},
            **refusals(*NO_CODE),
        },
    )
    async def put(
        uscc: str,
        body: ProfileBody,
        caller: Owner,
        at: Annotated[datetime, Depends(arrived)],
        response: Response,
    ) -> EnterpriseView:
        """A name that changes is kept among the former names. Spaces and hyphens in the code are
        left out. Qualifications that are left out stay as they are; an application goes by those
        that are registered when it is submitted.
        """
        code = _own(caller, uscc)
        saved = await register(code, body.profile(), at, body.held())
        response.status_code = 201 if saved.new else 200
        response.headers["ETag"] = etag(saved.version)
        return EnterpriseView.of(saved.enterprise, saved.version)

    @router.get(
        "/{uscc}",
        summary="A registered enterprise",
        responses=refusals("not-found", *NO_CODE),
    )
    async def get(uscc: str, caller: Reader, response: Response) -> EnterpriseView:
        """An enterprise sees itself, the association all."""
        reads_all = "association" in caller.roles
        code = parse_as_issued(uscc) if reads_all else _own(caller, uscc)
        found = await enterprises.find(code)
        if found is None:
            parse(uscc)
            raise NotFound("enterprise", code)
        response.headers["ETag"] = etag(found.version)
        return EnterpriseView.of(found.enterprise, found.version)

    return router


def _own(caller: Caller, text: str) -> Uscc:
    """The code that the caller's token carries; a mistyped one is told so before all else."""
    code = parse_as_issued(text)
    if not caller.owns(code):
        parse(text)
        raise Rejected(
            "Your account speaks for another enterprise than this one.", code="forbidden"
        )
    return code
