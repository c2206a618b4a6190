"""What offices do with lists, from the freeze to the announcement.

What can't be undone is shown first, and confirmed by what the preview gives.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.bounds import MOST, Text
from services.review.api.lists.previews import PreviewOut
from services.review.api.lists.schemas import (
    AnnouncedOut,
    ConfirmedIn,
    FreezeIn,
    FrozenOut,
    NoticeOut,
    UnfreezeIn,
    UnfrozenOut,
)
from services.review.api.officials import acting_in, official_of
from services.review.domain.lists.freezing import FreezeOrder
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList, WhichList
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.preview import Part
from services.review.usecases.lists.unfreeze_list import UnfreezeList
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement, PublicNotice

CONFIRMED = ("confirmation-required", "shown-has-changed")
NAMED = ("unknown-programme", "unknown-round", "stage-required", "unknown-stage")
NOTHING = ConfirmedIn()


def _part(
    cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Part:
    return Part(cursor, limit)


Shown = Annotated[Part, Depends(_part)]


@dataclass(frozen=True)
class ListActs:
    """What can be done with a list, in order."""

    freeze: FreezeList
    unfreeze: UnfreezeList
    open_notice: OpenNotice
    announce: AnnounceList


def list_routes(acts: ListActs, programmes: Programmes, clock: Clock) -> APIRouter:
    """Freezing a list, and what follows."""
    router = APIRouter(prefix="/review/v1", tags=["lists"])
    announcing = Depends(acting_in(programmes, Announcement))
    noticing = Depends(acting_in(programmes, PublicNotice))

    @router.get(
        "/rounds/{programme}/{round}/lists/preview",
        summary="What a freeze would hold now, what is still open, and its confirmation",
        responses=refusals(*NAMED, "list-frozen"),
    )
    async def freeze_preview(
        programme: str,
        round: str,
        caller: Annotated[Caller, announcing],
        part: Shown,
        stage: Text | None = None,
    ) -> PreviewOut:
        """The entries in their order, as they would be numbered; nothing is kept of it. `stage`
        names the announcement where the programme has several.
        """
        which, official = WhichList(programme, round, stage), official_of(caller)
        shown = acts.freeze.preview(which, official=official, at=clock.now(), part=part)
        return PreviewOut.of(await shown)

    @router.post(
        "/rounds/{programme}/{round}/lists",
        summary="Freeze the numbered list of a round; confirming it again gives the same one",
        status_code=201,
        responses={
            200: {"model": FrozenOut, "description": "It was frozen before"},
            **refusals(
                *NAMED,
                *CONFIRMED,
                *("call-open", "undecided-left", "still-open", "nothing-recognised"),
                "list-frozen",
            ),
        },
    )
    async def frozen(
        programme: str,
        round: str,
        caller: Annotated[Caller, announcing],
        response: Response,
        body: FreezeIn | None = None,
        stage: Text | None = None,
    ) -> FrozenOut:
        """Not while the call is open, nor while a case waits for a decision. Other cases that could
        still come on to the list are concluded first, or left out expressly. The entries are
        numbered, and never change while the list is frozen; later only their removal is noted.
        """
        said = body or FreezeIn()
        leave_out = said.leave_out.reason if said.leave_out else None
        found, new = await acts.freeze(
            WhichList(programme, round, stage),
            FreezeOrder(said.confirmation, leave_out),
            official=official_of(caller),
            at=clock.now(),
        )
        response.status_code = 201 if new else 200
        return FrozenOut.of(found)

    @router.post(
        "/lists/{list}/unfreezing",
        summary="Take the freezing of a list back before it is public; repeating it is harmless",
        responses=refusals("not-found", "list-public"),
    )
    async def unfrozen(
        list: str, body: UnfreezeIn, caller: Annotated[Caller, announcing]
    ) -> UnfrozenOut:
        """The cases are where they were before the freeze, those that were left out as well. What
        was frozen is kept with the reason, and the list may be frozen anew.
        """
        found = await acts.unfreeze(
            list, reason=body.reason, official=official_of(caller), at=clock.now()
        )
        return UnfrozenOut.of(found)

    @router.get(
        "/lists/{list}/notice/preview",
        summary="A frozen list and the notice that would open now, and its confirmation",
        responses=refusals("not-found"),
    )
    async def notice_preview(
        list: str, caller: Annotated[Caller, noticing], part: Shown
    ) -> PreviewOut:
        """For the office that holds the notice; nobody else reads a list before it is public."""
        official = official_of(caller)
        shown = acts.open_notice.preview(list, official=official, at=clock.now(), part=part)
        return PreviewOut.of(await shown)

    @router.post(
        "/lists/{list}/notice",
        summary="Put a frozen list under public notice from now",
        responses=refusals(
            "not-found",
            *CONFIRMED,
            "no-notice",
            "not-frozen",
            "notice-running",
            "already-announced",
        ),
    )
    async def noticed(
        list: str, caller: Annotated[Caller, noticing], body: ConfirmedIn = NOTHING
    ) -> NoticeOut:
        """The period is counted by the programme's rules, with a reason for each day. Confirming
        it again gives the same answer.
        """
        official, confirmation = official_of(caller), body.confirmation
        found = await acts.open_notice(list, confirmation, official=official, at=clock.now())
        return NoticeOut.of(found)

    @router.get(
        "/lists/{list}/announcement/preview",
        summary="A list as it would be announced now, and the confirmation of it",
        responses=refusals("not-found"),
    )
    async def announcement_preview(
        list: str, caller: Annotated[Caller, announcing], part: Shown
    ) -> PreviewOut:
        """With the entries that were removed, and how many."""
        official = official_of(caller)
        shown = acts.announce.preview(list, official=official, at=clock.now(), part=part)
        return PreviewOut.of(await shown)

    @router.post(
        "/lists/{list}/announcement",
        summary="Announce a list after its notice; final, and every case gets its outcome",
        responses=refusals(
            "not-found",
            *CONFIRMED,
            *("not-frozen", "not-noticed", "notice-running", "objection-open"),
            "already-announced",
        ),
    )
    async def announced(
        list: str, caller: Annotated[Caller, announcing], body: ConfirmedIn = NOTHING
    ) -> AnnouncedOut:
        """Possible when the notice period is over and no objection is open. Every case gets its
        outcome shortly after.
        """
        official, confirmation = official_of(caller), body.confirmation
        found = await acts.announce(list, confirmation, official=official, at=clock.now())
        return AnnouncedOut.of(found)

    return router
