"""What the interface answers."""

from typing import Literal

from pydantic import BaseModel, Field

from services.notify.domain.contact import masked_within
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.events import shown
from services.notify.domain.kinds import (
    KINDS,
    MissingMaterials,
    NonAcceptance,
    NotAccepted,
    Reminder,
    Reopened,
    TakenBack,
)
from services.notify.domain.kinds.content import Content
from services.notify.domain.missing import Missing
from services.notify.domain.notice import Attempt, Notice, Status
from shared.contracts.notices import Channel
from shared.contracts.reviews import MissingDemand, MissingItem, SupplementTerms
from shared.values import Bilingual, Instant

NOTICE = "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"
APPLICATION = "0f8fad5bd9cb469fa16570867728950e"


class NoticeLine(BaseModel):
    """A notice in a list; `due_at` is exclusive and null until delivery is proven.

    Only `materials_missing` and `supplement_due` are of a supplement round; of others it is 0.
    `moot_at` is set when the notice had not arrived before it was needless, such as by a
    withdrawal: it is not sent any more.
    """

    id: str = Field(examples=[NOTICE])
    application: str = Field(examples=[APPLICATION])
    number: str = Field(examples=["JM-2019-000001"])
    kind: str = Field(examples=["materials_missing"], json_schema_extra={"enum": [*KINDS]})
    supplement_round: int = Field(examples=[1])
    subject: str = Field(examples=["【补正通知】JM-2019-000001：有 2 项材料请您补正"])
    status: Status = Field(examples=["delivered"])
    channel: Channel = Field(examples=["mail"])
    written_at: Instant = Field(examples=["2019-07-15T01:30:00Z"])
    sent_at: Instant | None = Field(examples=["2019-07-15T01:30:01Z"])
    delivered_at: Instant | None = Field(examples=["2019-07-15T01:30:01Z"])
    due_at: Instant | None = Field(examples=["2019-07-22T16:00:00Z"])
    moot_at: Instant | None = Field(examples=[None])


class InboxAnswer(BaseModel):
    """A page of the inbox, newest first; `next` is the cursor of the page after it."""

    notices: list[NoticeLine]
    next: str | None = Field(examples=[None])


class NoticeAnswer(NoticeLine):
    """A whole notice; the terms hold until the due date is computed.

    `items` describes each thing that is missing, `demands` says which of them must come.

    `terms` are null where nothing is asked for any more; `non_acceptance` is there in a notice of
    one, `takes_back` in a notice that one no longer holds.
    """

    language: str = Field(examples=["zh"])
    text: str = Field(examples=["江门示例科技有限公司：\n\n您好！……"])
    items: tuple[MissingItem, ...]
    demands: tuple[MissingDemand, ...]
    terms: SupplementTerms | None = None
    due_explanation: Bilingual | None
    non_acceptance: NonAcceptance | None = None
    takes_back: TakenBack | None = None


class AttemptLine(BaseModel):
    """One try to deliver; the address is masked."""

    channel: Channel
    to: str = Field(examples=["z***@example.cn"])
    at: Instant
    outcome: Literal["delivered", "try_again", "bounced"]
    code: int | None = Field(examples=[250])
    answer: str = Field(examples=["2.0.0 Ok: queued as 4XyZ"])


class FollowedNotice(NoticeLine):
    """A notice as the office sees it; `next_try` is real time, null when none is due."""

    cause: str = Field(examples=["review/0f8fad5bd9cb469fa16570867728950e/2"])
    attempts: list[AttemptLine]
    next_try: Instant | None


class NoticesAnswer(BaseModel):
    """All notices of an application."""

    notices: list[FollowedNotice]


class ProgressAnswer(BaseModel):
    """Notices of a round by status.

    `escalated` wait in the inbox after a bounce; `moot` had not arrived before they were
    needless; `bounced` counts all that mail ever refused for good. `mail_unreachable_since` (real
    time) tells when this replica lost the mail server.
    """

    notices: int = Field(examples=[412])
    waiting: int = Field(examples=[3])
    sending: int = Field(examples=[1])
    delivered: int = Field(examples=[400])
    escalated: int = Field(examples=[8])
    moot: int = Field(examples=[0])
    bounced: int = Field(examples=[9])
    mail_unreachable_since: Instant | None = Field(examples=[None])


def line_of(correspondence: Correspondence, notice: Notice) -> NoticeLine:
    """The notice in a list."""
    return NoticeLine.model_validate(_line(correspondence, notice))


def whole(correspondence: Correspondence, notice: Notice) -> NoticeAnswer:
    """The notice with its text, its items and how the due date was computed."""
    clock, letter = correspondence.clock_of(notice), notice.letter
    return NoticeAnswer.model_validate(
        {
            **_line(correspondence, notice),
            "language": letter.language if letter else "zh",
            "text": letter.text if letter else "",
            "due_explanation": clock.explanation if clock else None,
            **_said(notice.content),
        }
    )


def followed(correspondence: Correspondence, notice: Notice) -> FollowedNotice:
    """The notice with its attempts."""
    return FollowedNotice.model_validate(
        {
            **_line(correspondence, notice),
            "cause": notice.cause,
            "attempts": [_attempt(attempt) for attempt in notice.attempts],
            "next_try": notice.next_try,
        }
    )


def _line(correspondence: Correspondence, notice: Notice) -> dict[str, object]:
    clock = correspondence.clock_of(notice)
    return {
        "id": notice.id,
        "application": notice.application.id,
        "number": notice.application.number,
        "kind": notice.content.kind,
        "supplement_round": notice.content.about_round,
        "subject": notice.letter.subject if notice.letter else "",
        "status": notice.status,
        "channel": notice.channel,
        "written_at": notice.written_at,
        "sent_at": notice.sent_at,
        "delivered_at": notice.delivered_at,
        "due_at": clock.due_at if clock else None,
        "moot_at": notice.moot_at,
    }


def _said(content: Content) -> dict[str, object]:
    missing, said = Missing(), dict[str, object]()
    match content:
        case MissingMaterials():
            missing, said = content.missing, {"terms": content.terms}
        case Reminder():
            missing, said = content.asked.missing, {"terms": content.asked.terms}
        case NotAccepted():
            missing, said = content.missing, {"non_acceptance": content.non_acceptance}
        case Reopened():
            said = {"takes_back": content.takes_back}
    return {"items": missing.items, "demands": missing.asked, **said}


def _attempt(attempt: Attempt) -> AttemptLine:
    return AttemptLine(
        channel=attempt.channel,
        to=shown(attempt.to),
        at=attempt.at,
        outcome=attempt.outcome,
        code=attempt.code,
        answer=masked_within(attempt.answer),
    )
