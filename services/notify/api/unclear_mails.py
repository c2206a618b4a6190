"""Mails that nobody could tell, and what a person says of them."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request

from services.notify.api.unclear_mail_schemas import SettledMail, SettlementIn, UnclearMailPage
from services.notify.domain.unclear_mail import Settlement, Verdict, Why, faults
from services.notify.ports import UnclearMails
from services.notify.usecases.settle_mail import SettleMail
from shared.clock import Clock
from shared.errors import FieldError
from shared.http.also_wrong import also_wrong, readable
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Operator = Annotated[Caller, Depends(allow("operator"))]


async def _also_wrong(_: Request, sent: Any) -> list[FieldError]:
    """What is wrong with the notice, where the verdict can be read."""
    verdict: Verdict | None = readable(Verdict, sent, "verdict")
    return list(faults(verdict, readable(str, sent, "notice")))


def unclear_mail_routes(mails: UnclearMails, settle: SettleMail, clock: Clock) -> APIRouter:
    """`/notify/v1/unclear-mails`: the queue of mails that a person has to settle."""
    router = APIRouter(prefix="/notify/v1/unclear-mails", tags=["bounces"])

    @router.get("", summary="Mails of servers that nobody could tell, the longest waiting first")
    async def list_unclear(
        _: Operator,
        state: Annotated[
            Literal["open", "settled"],
            Query(description="`open`: to be settled. `settled`: done.", examples=["open"]),
        ] = "open",
        why: Annotated[
            Why | None, Query(description="Only those that could not be told for this.")
        ] = None,
        cursor: Annotated[
            str | None, Query(max_length=200, description="`next` of the page before")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> UnclearMailPage:
        """Each with its sender, subject and time, with what the server says and why that tells
        nobody what became of whose notice. Follow `next` until it is null.
        """
        settled = state == "settled"
        page = await mails.page(settled=settled, why=why, after=cursor, limit=limit)
        return UnclearMailPage.of(page)

    @router.put(
        "/{mail}/settlement",
        summary="Say what became of a mail that nobody could tell, with a reason",
        responses=refusals("not-found", "already-settled"),
    )
    @also_wrong(_also_wrong)
    async def settle_mail(mail: str, body: SettlementIn, caller: Operator) -> SettledMail:
        """`failed` does what a refusal of the mail server would have done: the notice goes to the
        inbox and to the queue of failed deliveries, and a clock that ran from its delivery stops;
        nothing follows for one that was opened, answered or served otherwise. `delayed` and
        `nothing` only take the mail out of the queue. Repeating it changes nothing; saying
        something else is refused.
        """
        settlement = Settlement(
            mail=mail,
            verdict=body.verdict,
            notice=body.notice,
            reason=body.reason,
            by=caller.subject,
            at=clock.now(),
            carried_out=body.verdict != "failed",
        )
        return SettledMail.after(*await settle(settlement, real=datetime.now(UTC)))

    return router
