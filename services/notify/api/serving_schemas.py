"""What is taken and answered about notices that did not arrive."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.notify.api.schemas import AttemptLine, NoticeLine
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.notice import Notice
from services.notify.domain.service import Method
from services.notify.ports import NoticePage
from shared.http.plain import NOT_BLANK
from shared.http.request_body import RequestBody
from shared.http.sent import SentInstant
from shared.values import Bilingual, Instant

Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    Field(json_schema_extra=NOT_BLANK),
]


class FailedDelivery(NoticeLine):
    """A notice that mail could not deliver, with what the mail server said last."""

    uscc: str
    enterprise: Bilingual
    failed_at: Instant = Field(examples=["2019-07-15T01:30:02Z"])
    last_attempt: AttemptLine | None

    @classmethod
    def _more(cls, correspondence: Correspondence, notice: Notice) -> dict[str, object]:
        last = notice.attempts[-1] if notice.attempts else None
        return {
            "uscc": notice.application.uscc,
            "enterprise": notice.application.enterprise,
            "failed_at": notice.escalated_at,
            "last_attempt": AttemptLine.of(last) if last else None,
        }


class FailedPage(BaseModel):
    """A page of failed deliveries, the longest waiting first."""

    notices: list[FailedDelivery]
    next: str | None = Field(examples=[None])

    @classmethod
    def of(cls, page: NoticePage) -> Self:
        """The page as JSON."""
        return cls(notices=[FailedDelivery.of(c, n) for c, n in page.rows], next=page.next)


class ServiceIn(RequestBody):
    """How a notice was served, and by which name its proof is found."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "method": "post",
                "done_at": "2019-07-15T07:20:00Z",
                "received_by": "收发室 王某",
                "reference": "EMS 1023456789012",
                "note": None,
            }
        }
    )

    method: Method = Field(description="`post`, `phone` or `publication`.")
    done_at: SentInstant = Field(
        description="When the letter was signed for, the call was made or the notice published."
    )
    received_by: Words | None = Field(
        None,
        description="Who took the letter or the call; null of a publication alone.",
        examples=["收发室 王某"],
    )
    reference: Words = Field(
        description="The number of the consignment, the number that was called, or the issue.",
        examples=["EMS 1023456789012"],
    )
    note: Words | None = Field(
        None, description="Anything else that has to be known of it.", examples=[None]
    )


class ServiceCorrectionIn(ServiceIn):
    """How a notice was served in truth, and why the record of it was wrong."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "method": "post",
                "done_at": "2019-07-15T08:05:00Z",
                "received_by": "收发室 李某",
                "reference": "EMS 1023456789013",
                "note": None,
                "reason": "单号抄错一位，签收时间随之有误。",
            }
        }
    )

    reason: Words = Field(description="Why what was recorded does not hold.")


class ResendingIn(RequestBody):
    """Why a notice is sent again."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "The enterprise's mail server was repaired."}}
    )

    reason: Words
