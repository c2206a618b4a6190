"""Lists from the freeze to the announcement, and what the public reads of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.bounds import MOST
from services.review.api.known_round import known_round
from services.review.api.lists.schemas import (
    AnnouncedOut,
    FrozenOut,
    ListLine,
    ListPage,
    NoticeOut,
    RoundLists,
)
from services.review.ports import Lists
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.clock import Clock
from shared.http.auth import Caller, allow, public
from shared.http.documented import refusals
from shared.programmes import Programmes

OFFICER = allow("officer")
Officer = Annotated[Caller, Depends(OFFICER)]


def list_routes(
    freeze: FreezeList, open_notice: OpenNotice, announce: AnnounceList, clock: Clock
) -> APIRouter:
    """What the province does with a list."""
    router = APIRouter(prefix="/review/v1", tags=["lists"])

    @router.post(
        "/rounds/{programme}/{round}/lists",
        summary="Freeze the numbered list of a round; asking again gives the same one",
        status_code=201,
        responses={
            200: {"model": FrozenOut, "description": "It was frozen before"},
            **refusals(
                "unknown-programme", "unknown-round", "undecided-left", "nothing-recognised"
            ),
        },
    )
    async def frozen(programme: str, round: str, caller: Officer, response: Response) -> FrozenOut:
        """Every recommended case must be decided. The entries are numbered and never change after
        this; later only their removal is noted.
        """
        found, new = await freeze(programme, round, by=caller.subject, at=clock.now())
        response.status_code = 201 if new else 200
        return FrozenOut.of(found)

    @router.post(
        "/lists/{list}/notice",
        summary="Put a frozen list under public notice from now",
        responses=refusals("not-found", "notice-running", "already-announced"),
    )
    async def noticed(list: str, caller: Officer) -> NoticeOut:
        """The period is counted by the programme's rules, with a reason for each day."""
        return NoticeOut.of(await open_notice(list, by=caller.subject, at=clock.now()))

    @router.post(
        "/lists/{list}/announcement",
        summary="Announce a list after its notice; final, and every case gets its outcome",
        responses=refusals(
            "not-found", "not-noticed", "notice-running", "objection-open", "already-announced"
        ),
    )
    async def announced(list: str, caller: Officer) -> AnnouncedOut:
        """Possible when the notice period is over and no objection is open. Every case gets its
        outcome shortly after.
        """
        found = await announce(list, by=caller.subject, at=clock.now())
        return AnnouncedOut(recognised=found.left, removed=found.removed)

    return router


def public_list_routes(read: ReadPublicList, lists: Lists, programmes: Programmes) -> APIRouter:
    """What everybody may read."""
    router = APIRouter(prefix="/review/v1", tags=["public lists"], dependencies=[Depends(public)])

    @router.get(
        "/lists/{list}",
        summary="A list under public notice or announced, page by page",
        responses=refusals("not-found"),
    )
    async def page(
        list: str,
        cursor: Annotated[int, Query(ge=0, le=MOST, description="`next` of the page before")] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        q: Annotated[str | None, Query(max_length=100, description="part of a name")] = None,
    ) -> ListPage:
        """Shows the allow-listed fields alone; nothing is public before the notice opens."""
        return ListPage.of(await read(list, after=cursor, limit=limit, text=q))

    @router.get(
        "/rounds/{programme}/{round}/lists",
        summary="The public lists of a round",
        responses=refusals("unknown-programme", "unknown-round"),
        dependencies=[Depends(known_round(programmes))],
    )
    async def of_round(programme: str, round: str) -> RoundLists:
        """Empty until the round's list is under public notice."""
        held = await lists.of_round(programme, round)
        if held is None or held.record.opens_at is None:
            return RoundLists(lists=[])
        return RoundLists(lists=[ListLine.of(held.record)])

    return router
