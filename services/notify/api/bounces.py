"""Mails that came back, handed in by the mail server."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from services.notify.api.schemas import NOTICE
from services.notify.domain.notice import Status
from services.notify.senders.bounces import read_bounce
from services.notify.usecases.hear_bounce import HearBounce
from services.notify.usecases.keep_unclear_mail import KeepUnclearMail
from shared.clock import Clock
from shared.errors import FieldError, Rejected
from shared.http.auth import Caller, allow
from shared.http.words import APPLICATION

Operator = Annotated[Caller, Depends(allow("operator"))]
MEDIA_TYPE = "message/rfc822"
EXAMPLE = (
    "From: MAILER-DAEMON@mx.example.cn\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n"
    f"<zhang@example.cn>: 550 5.1.1 no such mailbox\r\nMessage-ID: <{NOTICE}@laurel.example>\r\n"
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "minLength": 1}, "example": EXAMPLE}},
    }
}


class BounceAnswer(BaseModel):
    """What a mail was taken for, and the notice that it is about."""

    is_bounce: bool = Field(
        description="Whether it tells of a delivery that failed for good.", examples=[True]
    )
    notice: str | None = Field(
        description="Id of the notice; null when it is about none of ours.", examples=[NOTICE]
    )
    application: str | None = Field(
        description="Id of the application that the notice is about.", examples=[APPLICATION]
    )
    status: Status | None = Field(
        description="Where the notice stands now.", examples=["escalated"]
    )
    unclear: str | None = Field(
        None,
        description="Id of the mail among those that a person has to settle; null when it is none.",
        examples=[None],
    )


def bounce_routes(hear: HearBounce, keep: KeepUnclearMail, clock: Clock) -> APIRouter:
    """Where the mail server hands in what came back."""
    router = APIRouter(prefix="/notify/v1/bounces", tags=["bounces"])

    @router.post("", summary="Hand in a mail that came back, as it is", openapi_extra=_BODY)
    async def hand_in(_: Operator, request: Request) -> BounceAnswer:
        """A report by RFC 3464, or one in the free form of a large provider. It does what a refusal
        of the mail server would have done: the notice goes to the inbox and to the queue of failed
        deliveries, and a clock that ran from its delivery stops. What is no bounce, tells only of
        a delay, or was handed in before changes nothing. What nobody can tell is kept for an
        operator to settle.
        """
        mail = await request.body()
        if not mail:
            raise Rejected(
                "There is no mail in this request. Nothing was changed.",
                (FieldError("body", "must be a mail as it came", zh="须为收到的邮件原文"),),
                code="invalid-request",
                zh="请求中没有邮件，未作任何更改。",
            )
        bounce, at = read_bounce(mail), clock.now()
        if bounce is None:
            return BounceAnswer(is_bounce=False, notice=None, application=None, status=None)
        failed = bounce.sense == "failed"
        found = await hear(bounce, at=at, real=datetime.now(UTC)) if failed else None
        if found is None:
            kept = await keep(bounce, mail, trusted=True, at=at)
            return BounceAnswer(
                is_bounce=failed,
                notice=None,
                application=None,
                status=None,
                unclear=None if kept is None else kept.id,
            )
        correspondence, notice = found
        return BounceAnswer(
            is_bounce=True,
            notice=notice.id,
            application=correspondence.application,
            status=notice.status,
        )

    return router
