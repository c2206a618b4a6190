"""What the public reads of lists."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.review.api.bounds import MOST
from services.review.api.lists.schemas import ListPage, RoundLists
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.http.auth import public
from shared.http.documented import refusals


def public_list_routes(read: ReadPublicList) -> APIRouter:
    """What everybody may read."""
    router = APIRouter(prefix="/review/v1", tags=["public lists"], dependencies=[Depends(public)])

    @router.get(
        "/lists/{list}",
        summary="A list under public notice or announced, page by page",
        responses=refusals("not-found"),
    )
    async def page(
        list: str,
        cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        q: Annotated[str | None, Query(max_length=100)] = None,
    ) -> ListPage:
        """Shows the allow-listed fields alone; nothing is public before the notice opens."""
        return ListPage.of(await read(list, after=cursor, limit=limit, text=q))

    @router.get(
        "/rounds/{programme}/{round}/lists",
        summary="The public lists of a round",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def of_round(programme: str, round: str) -> RoundLists:
        """Empty until a list of the round is under public notice, or announced without one."""
        return RoundLists.of(await read.of_round(programme, round))

    return router
