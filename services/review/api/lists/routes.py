"""Lists from the freeze to the announcement, and what the public reads of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.bounds import MOST, Text
from services.review.api.lists.schemas import (
    AnnouncedOut,
    FrozenOut,
    ListPage,
    NoticeOut,
    RoundLists,
)
from services.review.api.officials import acting_in, official_of
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.clock import Clock
from shared.http.auth import Caller, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement, PublicNotice


def list_routes(
    freeze: FreezeList,
    open_notice: OpenNotice,
    announce: AnnounceList,
    programmes: Programmes,
    clock: Clock,
) -> APIRouter:
    """What the province does with a list."""
    router = APIRouter(prefix="/review/v1", tags=["lists"])
    announcing = Depends(acting_in(programmes, Announcement))
    noticing = Depends(acting_in(programmes, PublicNotice))

    @router.post(
        "/rounds/{programme}/{round}/lists",
        summary="Freeze the numbered list of a round; asking again gives the same one",
        status_code=201,
        responses={
            200: {"model": FrozenOut, "description": "It was frozen before"},
            **refusals(
                "unknown-programme",
                "unknown-round",
                "stage-required",
                "unknown-stage",
                "undecided-left",
                "nothing-recognised",
            ),
        },
    )
    async def frozen(
        programme: str,
        round: str,
        caller: Annotated[Caller, announcing],
        response: Response,
        stage: Text | None = None,
    ) -> FrozenOut:
        """Every case that could still come on to it must be decided. The entries are numbered and
        never change after this; later only their removal is noted. `stage` names the announcement
        where the programme has several.
        """
        found, new = await freeze(
            programme, round, official=official_of(caller), at=clock.now(), stage=stage
        )
        response.status_code = 201 if new else 200
        return FrozenOut.of(found)

    @router.post(
        "/lists/{list}/notice",
        summary="Put a frozen list under public notice from now",
        responses=refusals("not-found", "no-notice", "notice-running", "already-announced"),
    )
    async def noticed(list: str, caller: Annotated[Caller, noticing]) -> NoticeOut:
        """The period is counted by the programme's rules, with a reason for each day."""
        return NoticeOut.of(await open_notice(list, official=official_of(caller), at=clock.now()))

    @router.post(
        "/lists/{list}/announcement",
        summary="Announce a list after its notice; final, and every case gets its outcome",
        responses=refusals(
            "not-found", "not-noticed", "notice-running", "objection-open", "already-announced"
        ),
    )
    async def announced(list: str, caller: Annotated[Caller, announcing]) -> AnnouncedOut:
        """Possible when the notice period is over and no objection is open. Every case gets its
        outcome shortly after.
        """
        return AnnouncedOut.of(await announce(list, official=official_of(caller), at=clock.now()))

    return router


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
