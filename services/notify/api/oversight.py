"""What offices see of notices."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.notify.api.schemas import NoticesAnswer, ProgressAnswer
from services.notify.ports import Correspondences, Progress
from services.notify.senders.mail_server import MailServerState
from shared.http.auth import Caller, allow

Watcher = Annotated[Caller, Depends(allow("association", "officer", "operator"))]


def oversight_routes(
    correspondences: Correspondences, progress: Progress, server: MailServerState
) -> APIRouter:
    """Notices of an application with their attempts, and how far a round is."""
    router = APIRouter(prefix="/notify/v1", tags=["oversight"])

    @router.get(
        "/applications/{application}/notices",
        summary="Notices of an application with every attempt; addresses are masked",
    )
    async def notices_of(application: str, _: Watcher) -> NoticesAnswer:
        """Empty for an application that was told nothing yet."""
        return NoticesAnswer.of(await correspondences.get(application))

    @router.get("/rounds/{programme}/{round}/progress", summary="How far a round's notices are")
    async def progress_of(programme: str, round: str, _: Watcher) -> ProgressAnswer:
        """Counts every notice of the round once, by its status."""
        counts = await progress.of(programme, round)
        return ProgressAnswer.of(counts, server.outage.since if server.outage else None)

    return router
