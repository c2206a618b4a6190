"""The page of a round's activities."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from services.review.api.activities.answers import RoundActivities
from services.review.usecases.activities.read_activities import ReadActivities
from shared.pages import Language, Pages, page_language, page_router

Reader = Annotated[Language, Depends(page_language)]


def activity_page_routes(pages: Pages, read: ReadActivities) -> APIRouter:
    """`/review/activities/PROGRAMME/ROUND`, for everybody."""
    router = page_router(pages)

    @router.get("/review/activities/{programme}/{round_id}")
    async def activities_page(
        request: Request, programme: str, round_id: str, lang: Reader
    ) -> HTMLResponse:
        definition, seen = await read.of_round(programme, round_id)
        found = RoundActivities.of(definition, seen)
        names = [each.name.in_language(lang) for each in found.declarations]
        return pages.render(
            request,
            lang,
            "activities.html",
            programme=definition,
            year=definition.round(round_id).year,
            activities=found.activities,
            declared=("、" if lang == "zh" else ", ").join(names) or "–",
        )

    return router
