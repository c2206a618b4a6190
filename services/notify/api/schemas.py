"""What the interface answers."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from services.notify.domain.contact import masked_within
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.events import shown
from services.notify.domain.kinds import (
    KINDS,
    Facts,
    MissingMaterials,
    NonAcceptance,
    NotAccepted,
    Objected,
    Objection,
    Phrased,
    Reminder,
    Reopened,
    TakenBack,
)
from services.notify.domain.kinds.content import Content
from services.notify.domain.missing import Missing
from services.notify.domain.notice import Attempt, MootFor, Notice, Status
from services.notify.domain.service import Method
from services.notify.domain.unclear_mail import Verdict
from services.notify.ports import Counts, NoticePage
from shared.contracts.notices import Channel
from shared.contracts.reviews import MissingDemand, MissingItem, SupplementTerms
from shared.http.words import APPLICATION
from shared.record import Record
from shared.values import Bilingual, Instant

NOTICE = "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"
NUMBER = "HT-2019-000001"
MAIL = "9f86d081884c7d659a2feaa0c55ad015"


class NoticeLine(BaseModel):
    """A notice in a list; `due_at` is exclusive and null until delivery is proven.

    Only `materials_missing` and `supplement_due` are of a supplement round; of others it is 0. A
    draft, as in `call_closing` and `draft_advised`, has no number yet, which is empty then.
    `moot_at` is set when the notice had not arrived before it was needless, such as by a
    withdrawal: it is not sent any more. `moot_for` is `supplemented` when the enterprise has
    answered what it was never proven to have got. `counts_from` is when a publication will count.
    """

    id: str = Field(examples=[NOTICE])
    application: str = Field(examples=[APPLICATION])
    number: str = Field(examples=[NUMBER])
    kind: str = Field(
        description="What it says. "
        + " ".join(f"`{kind}`: {says}" for kind, says in KINDS.items()),
        examples=["materials_missing"],
        json_schema_extra={"enum": [*KINDS]},
    )
    supplement_round: int = Field(examples=[1])
    subject: str = Field(examples=[f"【补正通知】{NUMBER}：有 2 项材料请您补正"])
    status: Status = Field(examples=["delivered"])
    channel: Channel | Method = Field(examples=["mail"])
    written_at: Instant = Field(examples=["2019-07-15T01:30:00Z"])
    sent_at: Instant | None = Field(examples=["2019-07-15T01:30:01Z"])
    delivered_at: Instant | None = Field(examples=["2019-07-15T01:30:01Z"])
    due_at: Instant | None = Field(examples=["2019-07-22T16:00:00Z"])
    counts_from: Instant | None = Field(examples=[None])
    moot_at: Instant | None = Field(examples=[None])
    moot_for: MootFor | None = Field(examples=[None])

    @classmethod
    def of(cls, correspondence: Correspondence, notice: Notice) -> Self:
        """A notice of this correspondence."""
        clock = correspondence.clock_of(notice)
        return cls.model_validate(
            {
                **dict(notice),
                "application": notice.application.id,
                "number": notice.application.number,
                "kind": notice.content.kind,
                "supplement_round": notice.content.about_round,
                "subject": notice.letter.subject if notice.letter else "",
                "channel": _channel(correspondence, notice),
                "due_at": clock.due_at if clock else None,
                **cls._more(correspondence, notice),
            }
        )

    @classmethod
    def _more(cls, _: Correspondence, __: Notice) -> dict[str, Any]:
        """What an answer says besides."""
        return {}


class InboxAnswer(BaseModel):
    """A page of the inbox, newest first; `next` is the cursor of the page after it."""

    notices: list[NoticeLine]
    next: str | None = Field(examples=[None])

    @classmethod
    def of(cls, page: NoticePage) -> Self:
        """The page as JSON."""
        return cls(notices=[NoticeLine.of(c, n) for c, n in page.rows], next=page.next)


class NoticeAnswer(NoticeLine):
    """A whole notice; the terms hold until the due date is computed.

    `items` describes each thing that is missing, `demands` says which of them must come.

    `terms` are null where nothing is asked for any more. `non_acceptance` is there in a notice of
    one, `takes_back` in a notice that one no longer holds, `objected` in one of an objection, and
    `facts` in all others.
    """

    language: str = Field(examples=["zh"])
    text: str = Field(examples=["某某科技有限公司：\n\n您好！……"])
    items: tuple[MissingItem, ...]
    demands: tuple[MissingDemand, ...]
    terms: SupplementTerms | None
    due_explanation: Bilingual | None
    non_acceptance: NonAcceptance | None
    takes_back: TakenBack | None
    objected: Objected | None
    facts: Facts | None

    @classmethod
    def _more(cls, correspondence: Correspondence, notice: Notice) -> dict[str, Any]:
        clock, letter = correspondence.clock_of(notice), notice.letter
        return {
            "language": letter.language if letter else "zh",
            "text": letter.text if letter else "",
            "due_explanation": clock.explanation if clock else None,
            **dict.fromkeys(("terms", "non_acceptance", "takes_back", "objected", "facts")),
            **_said(notice.content),
        }


class AttemptLine(BaseModel):
    """One try to deliver; the address is masked."""

    channel: Channel
    to: str = Field(examples=["z***@example.cn"])
    at: Instant
    outcome: Literal["delivered", "try_again", "bounced"]
    code: int | None = Field(examples=[250])
    answer: str = Field(examples=["2.0.0 Ok: queued as 4XyZ"])

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """The attempt as JSON."""
        masked = {"to": shown(attempt.to), "answer": masked_within(attempt.answer)}
        return cls.model_validate({**dict(attempt), **masked})


class ServiceLine(Record):
    """How an officer served a notice, and by which name the proof is found."""

    method: Method = Field(examples=["post"])
    done_at: Instant = Field(examples=["2019-07-15T07:20:00Z"])
    delivered_at: Instant = Field(examples=["2019-07-15T07:20:00Z"])
    received_by: str | None = Field(examples=["收发室 王某"])
    reference: str = Field(examples=["EMS 1023456789012"])
    note: str | None = Field(examples=[None])
    by: str = Field(examples=["association"])
    office: str | None = Field(examples=[None])
    recorded_at: Instant = Field(examples=["2019-07-16T01:00:00Z"])


class CorrectedServiceLine(Record):
    """A record of service that did not hold, and who corrected it, why and when."""

    record: ServiceLine
    reason: str = Field(examples=["单号抄错一位，签收时间随之有误。"])
    by: str = Field(examples=["association"])
    at: Instant = Field(examples=["2019-07-16T02:00:00Z"])


class ResendingLine(Record):
    """Who had a notice sent again, and why."""

    by: str = Field(examples=["operator"])
    reason: str = Field(examples=["The enterprise's mail server was repaired."])
    at: Instant = Field(examples=["2019-07-16T01:00:00Z"])


class SettlementLine(Record):
    """Who said what became of a mail, when and why."""

    mail: str = Field(examples=[MAIL])
    verdict: Verdict = Field(examples=["failed"])
    notice: str | None = Field(examples=[NOTICE])
    reason: str
    by: str = Field(examples=["operator"])
    at: Instant = Field(examples=["2019-07-15T03:00:00Z"])
    carried_out: bool = Field(examples=[True])


class FollowedNotice(NoticeLine):
    """A notice as the office sees it; `next_try` is real time, null when none is due."""

    cause: str = Field(examples=[f"review/{APPLICATION}/2"])
    attempts: list[AttemptLine]
    next_try: Instant | None
    service: ServiceLine | None
    corrected_services: list[CorrectedServiceLine]
    resendings: list[ResendingLine]
    settlements: list[SettlementLine]

    @classmethod
    def _more(cls, correspondence: Correspondence, notice: Notice) -> dict[str, Any]:
        service = correspondence.service_of(notice)
        resendings = correspondence.resendings_of(notice)
        return {
            "attempts": [AttemptLine.of(attempt) for attempt in notice.attempts],
            "service": ServiceLine.model_validate(dict(service)) if service else None,
            "corrected_services": [
                CorrectedServiceLine(
                    record=ServiceLine.model_validate(dict(each.service)),
                    reason=each.reason,
                    by=each.by,
                    at=each.at,
                )
                for each in correspondence.corrected_services_of(notice)
            ],
            "resendings": [ResendingLine.model_validate(dict(each)) for each in resendings],
            "settlements": [
                SettlementLine.model_validate(dict(each))
                for each in correspondence.settlements_of(notice)
            ],
        }


class NoticesAnswer(BaseModel):
    """All notices of an application."""

    notices: list[FollowedNotice]

    @classmethod
    def of(cls, correspondence: Correspondence | None) -> Self:
        """The correspondence as JSON; without one, nothing was written yet."""
        if correspondence is None:
            return cls(notices=[])
        return cls(notices=[FollowedNotice.of(correspondence, n) for n in correspondence.notices])


class KindCounts(BaseModel):
    """How many notices of a kind there are, are delivered, and were ever refused by mail."""

    notices: int = Field(examples=[412])
    delivered: int = Field(0, examples=[400])
    bounced: int = Field(0, examples=[9])


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
    inbox: int = Field(examples=[0])
    moot: int = Field(examples=[0])
    bounced: int = Field(examples=[9])
    kinds: dict[str, KindCounts]
    mail_unreachable_since: Instant | None = Field(examples=[None])

    @classmethod
    def of(cls, counts: Counts, mail_unreachable_since: datetime | None) -> Self:
        """The counts of a round as JSON."""
        since = {"mail_unreachable_since": mail_unreachable_since}
        return cls.model_validate({**counts.by_status, "kinds": counts.by_kind, **since})


def _channel(correspondence: Correspondence, notice: Notice) -> Channel | Method:
    service = correspondence.service_of(notice)
    return notice.channel if service is None else service.method


def _said(content: Content) -> dict[str, Any]:
    missing, said = Missing(), dict[str, Any]()
    match content:
        case MissingMaterials():
            missing, said = content.missing, {"terms": content.terms}
        case Reminder():
            missing, said = content.asked.missing, {"terms": content.asked.terms}
        case NotAccepted():
            missing, said = content.missing, {"non_acceptance": content.non_acceptance}
        case Reopened():
            said = {"takes_back": content.takes_back}
        case Objection():
            said = {"objected": content.objected}
        case Phrased():
            missing, said = content.facts.missing, {"facts": content.facts}
    return {"items": missing.items, "demands": missing.asked, **said}
