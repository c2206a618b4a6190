"""The minutes of a meeting as PDF."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from services.review.api.meetings.planning_routes import PREFIX
from services.review.api.officials import acting_in, official_of
from services.review.usecases.meetings.known_meeting import MeetingKey
from services.review.usecases.meetings.make_minutes import MakeMinutes
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.pdf.document import Language
from shared.programmes import Programmes
from shared.programmes.path import Decision

MEDIA_TYPE = "application/pdf"
LANGUAGES: Mapping[str, tuple[Language, ...]] = {
    "zh": ("zh",),
    "en": ("en",),
    "both": ("zh", "en"),
}


def minutes_routes(make: MakeMinutes, programmes: Programmes) -> APIRouter:
    """For the officials of a stage in which a committee votes."""
    router = APIRouter(prefix=f"{PREFIX}/{{meeting}}", tags=["meetings"])
    acting = Depends(acting_in(programmes, Decision))

    @router.get(
        "/minutes.pdf",
        summary="The minutes of a meeting that is closed or adjourned, as PDF/A",
        response_class=Response,
        responses={
            200: {
                "description": "The minutes, or a part of them; then `Link` names the next one.",
                "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
            },
            **refusals("not-found", "meeting-not-over", "not-printable", "document-too-long"),
        },
    )
    async def minutes(
        programme: str,
        round: str,
        meeting: str,
        request: Request,
        caller: Annotated[Caller, acting],
        language: Literal["zh", "en", "both"] = "zh",
        part: Annotated[int, Query(ge=1, le=9999)] = 1,
    ) -> Response:
        """The same every time. Those of hundreds of cases come in several parts."""
        made = await make(
            MeetingKey(programme, round, meeting),
            part,
            LANGUAGES[language],
            official=official_of(caller),
        )
        name = meeting if made.of == 1 else f"{meeting}-{part}"
        headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
        if part < made.of:
            following = request.url.include_query_params(part=part + 1)
            headers["Link"] = f'<?{following.query}>; rel="next"'
        return Response(made.pdf, media_type=MEDIA_TYPE, headers=headers)

    return router
