"""An enterprise's inbox."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.notify.api.schemas import InboxAnswer, NoticeAnswer
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.notice import Notice
from services.notify.ports import Correspondences, Inbox
from services.notify.usecases.confirm_receipt import ConfirmReceipt
from shared.clock import Clock
from shared.errors import NotFound, Rejected
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Enterprise = Annotated[Caller, Depends(allow("enterprise"))]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]


def inbox_routes(
    correspondences: Correspondences, inbox: Inbox, confirm: ConfirmReceipt, clock: Clock
) -> APIRouter:
    """`/notify/v1/inbox`: what an enterprise was told, and its receipt."""
    router = APIRouter(prefix="/notify/v1/inbox", tags=["inbox"])

    @router.get("", summary="My notices, newest first")
    async def list_notices(
        caller: Enterprise, cursor: Cursor = None, limit: Limit = 50
    ) -> InboxAnswer:
        """What this enterprise was told, by mail or here. Follow `next` until it is null."""
        return InboxAnswer.of(await inbox.page(_uscc(caller), after=cursor, limit=limit))

    @router.get(
        "/{notice}",
        summary="One notice: text, items, due date and how it was computed",
        responses=refusals("not-found"),
    )
    async def read_notice(notice: str, caller: Enterprise) -> NoticeAnswer:
        """Reading a notice proves nothing; its receipt does."""
        found = await correspondences.with_notice(notice)
        return NoticeAnswer.of(*_own(found, notice, _uscc(caller)))

    @router.post(
        "/{notice}/receipt",
        summary="I opened it: proves delivery, once",
        responses=refusals("not-found"),
    )
    async def confirm_receipt(notice: str, caller: Enterprise) -> NoticeAnswer:
        """For a notice that mail could not deliver, this is the delivery, and the supplement clock
        starts. Repeating it changes nothing.
        """
        uscc = _uscc(caller)
        confirmed = await confirm(notice, uscc=uscc, at=clock.now())
        return NoticeAnswer.of(*_own(confirmed, notice, uscc))

    return router


def _uscc(caller: Caller) -> str:
    if caller.code is None:
        raise Rejected(
            "Your token names no enterprise (claim `uscc`) and no city (claim `division`).",
            code="forbidden",
            zh="您的令牌没有指明企业（声明 `uscc`）或城市（声明 `division`）。",
        )
    return caller.code


def _own(
    correspondence: Correspondence | None, identity: str, uscc: str
) -> tuple[Correspondence, Notice]:
    found = None if correspondence is None else correspondence.notice(identity)
    if correspondence is None or found is None or found.application.uscc != uscc:
        raise NotFound("notice", identity)
    return correspondence, found
