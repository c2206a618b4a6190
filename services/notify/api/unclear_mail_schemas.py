"""What is taken and answered about mails that nobody could tell."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from services.notify.api.schemas import MAIL, NOTICE, NUMBER, SettlementLine
from services.notify.api.serving_schemas import Words
from services.notify.domain.notice import Notice, Status
from services.notify.domain.unclear_mail import UnclearMail, Verdict, Why
from services.notify.ports import UnclearPage
from shared.http.request_body import RequestBody
from shared.http.words import APPLICATION
from shared.record import Record
from shared.values import Instant


class CandidateLine(Record):
    """A notice that a mail may be about; the address is masked."""

    notice: str
    application: str = Field(examples=[APPLICATION])
    number: str = Field(examples=[NUMBER])
    to: str = Field(examples=["z***@qq.com"])


class UnclearMailLine(BaseModel):
    """A mail that nobody could tell; addresses of recipients are masked in all that it says."""

    id: str = Field(examples=[MAIL])
    why: Why = Field(examples=["meaning"])
    sender: str
    subject: str
    sent_at: Instant | None = Field(examples=["2019-07-15T02:00:00Z"])
    came_at: Instant = Field(examples=["2019-07-15T02:00:05Z"])
    said: str
    candidates: list[CandidateLine]
    settlement: SettlementLine | None

    @classmethod
    def of(cls, mail: UnclearMail, **more: Any) -> Self:
        """The mail as JSON."""
        return cls.model_validate({**mail.model_dump(), **more})


class UnclearMailPage(BaseModel):
    """A page of mails that nobody could tell, the longest waiting first."""

    mails: list[UnclearMailLine]
    next: str | None = Field(examples=[None])

    @classmethod
    def of(cls, page: UnclearPage) -> Self:
        """The page as JSON."""
        return cls(mails=[UnclearMailLine.of(mail) for mail in page.rows], next=page.next)


class SettledMail(UnclearMailLine):
    """A mail with what was said of it, and where the notice stands now."""

    status: Status | None = Field(examples=["escalated"])

    @classmethod
    def after(cls, mail: UnclearMail, notice: Notice | None) -> Self:
        """The mail and the notice as they are now."""
        return cls.of(mail, status=None if notice is None else notice.status)


class SettlementIn(RequestBody):
    """What became of the mail, of which notice, and how that is known."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "verdict": "failed",
                "notice": NOTICE,
                "reason": "收件人来电确认邮箱已停用。",
            }
        }
    )

    verdict: Verdict = Field(
        description="`failed` for good, `delayed` and still tried, or `nothing` to do."
    )
    notice: str | None = Field(
        None,
        max_length=200,
        description="Id of the notice; needed with `failed`, left out with `nothing`.",
        examples=[NOTICE],
    )
    reason: Words = Field(description="How that is known.")
