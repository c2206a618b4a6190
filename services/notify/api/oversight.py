"""What offices see of notices."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.notify.api.schemas import NoticesAnswer, ProgressAnswer
from services.notify.api.serving import official_of
from services.notify.ports import Progress
from services.notify.senders.mail_server import MailServerState
from services.notify.usecases.read_notices import ReadNotices
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Watcher = Annotated[Caller, Depends(allow("association", "officer", "operator"))]


def oversight_routes(read: ReadNotices, progress: Progress, server: MailServerState) -> APIRouter:
    """Notices of an application with their attempts, and how far a round is."""
    router = APIRouter(prefix="/notify/v1", tags=["oversight"])

    @router.get(
        "/applications/{application}/notices",
        summary="Notices of an application with every attempt; addresses are masked",
        responses=refusals("not-found"),
    )
    async def notices_of(application: str, caller: Watcher) -> NoticesAnswer:
        """Empty for an application that was told nothing yet. An office reads those of the
        programmes in which it takes part, and none of a draft.
        """
        return NoticesAnswer.of(await read(application, official=official_of(caller)))

    @router.get(
        "/rounds/{programme}/{round}/progress",
        summary="How far a round's notices are",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def progress_of(programme: str, round: str, caller: Watcher) -> ProgressAnswer:
        """Counts every notice of the round once, by its status. An office sees the programmes in
        which it takes part.
        """
        read.check_round(programme, round, official=official_of(caller))
        counts = await progress.of(programme, round)
        return ProgressAnswer.of(counts, server.outage.since if server.outage else None)

    return router
